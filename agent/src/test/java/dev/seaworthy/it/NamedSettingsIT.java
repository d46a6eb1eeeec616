package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.config.Settings;
import dev.seaworthy.harness.InlineCode;
import dev.seaworthy.harness.InlineCode.Kind;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.report.html.Samples;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Settings, calls and queries in the texts of pages and fixes are known to what they are for. */
class NamedSettingsIT {

    private static final Pattern RULE = Pattern.compile("^(?:suppress=|rules=-|severity\\.)([a-z]+/[a-z-]+)");

    private static final String QUARKUS = "3.33.2";

    /** Classes of which pages name a method, without saying of which one. */
    private static final List<String> CALLED = List.of(
            "com.zaxxer.hikari.HikariConfig",
            "com.alibaba.druid.pool.DruidDataSource",
            "com.mchange.v2.c3p0.ComboPooledDataSource",
            "oracle.ucp.jdbc.PoolDataSource",
            "org.apache.commons.dbcp2.BasicDataSource",
            "org.apache.tomcat.jdbc.pool.PoolProperties",
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.springframework.http.client.SimpleClientHttpRequestFactory",
            "org.apache.hc.client5.http.config.ConnectionConfig$Builder",
            "org.apache.hc.client5.http.config.RequestConfig$Builder",
            "jakarta.persistence.Query",
            "java.net.HttpURLConnection",
            "java.sql.Connection",
            "java.sql.PreparedStatement");

    @Test
    void quarkus_knows_every_property_of_its_own() throws IOException {
        Map<String, String> known = new TreeMap<>();
        for (String extension : List.of(
                "agroal",
                "core",
                "datasource",
                "flyway",
                "hibernate-orm",
                "hibernate-orm-deployment",
                "proxy-registry",
                "rest-client-config",
                "tls-registry",
                "vertx-http")) {
            learn(Libraries.jarAlone("io.quarkus:quarkus-" + extension + ":" + QUARKUS), known);
        }

        every(Kind.QUARKUS, 20, named -> knows(known, named.name(), named.value()));
        assertThat(knows(known, "quarkus.datasource.jdbc.acquisition-timeout", "soon"))
                .isFalse();
        assertThat(knows(known, "quarkus.datasource.jdbc.acquire-timeout", "3S"))
                .isFalse();
        assertThat(knows(known, "quarkus.hibernate-orm.schema-management.strategy", "check"))
                .isFalse();
    }

    @Test
    void the_agent_knows_every_setting_of_its_own() {
        every(Kind.OURS, 60, named -> isOurs(named.text()));
        assertThat(isOurs("suppress=jdbc/toypool@com.acme.Database")).isFalse();
        assertThat(isOurs("replica=6")).isFalse();
    }

    /** Whether the key is one of the catalogue, and the rule that it names one of the rules. */
    private static boolean isOurs(String text) {
        Matcher rule = RULE.matcher(text);
        return Settings.load(text.replaceFirst(" #.*", ""), new Properties(), Map.of())
                        .warnings()
                        .isEmpty()
                && (!rule.find()
                        || Samples.catalogue().stream()
                                .anyMatch(card -> card.id().equals(rule.group(1))));
    }

    @Test
    void postgres_runs_every_query() throws SQLException, IOException {
        Postgres database = Postgres.database("create table owners (id bigint, owner_id bigint, name text)");
        try (Connection connection = DriverManager.getConnection(database.url() + "?user=postgres")) {
            every(Kind.QUERY, 5, named -> named.before().endsWith("MySQL: ") || runs(connection, named.text()));
            assertThat(runs(connection, "LIMITS 50")).isFalse();
            assertThat(runs(connection, "show max_connection")).isFalse();
        }
    }

    private static boolean runs(Connection connection, String text) {
        String query = text.startsWith("WHERE") || text.startsWith("LIMIT") ? "select * from owners " + text : text;
        try (Statement statement = connection.createStatement()) {
            statement.execute(query.replace('?', '1').replace("…", "1, 2"));
            return true;
        } catch (SQLException wrong) {
            return false;
        }
    }

    @Test
    void the_library_has_every_method() throws IOException, ReflectiveOperationException {
        try (URLClassLoader libraries = libraries()) {
            List<Class<?>> called = new ArrayList<>();
            for (String name : CALLED) {
                called.add(Class.forName(name, false, libraries));
            }

            every(Kind.CALL, 15, named -> has(called, named.text()));
            assertThat(has(called, "setTestOnBorrowing(true)")).isFalse();
            assertThat(has(called, "HikariConfig.setMaxWait(3000)")).isFalse();
            assertThat(has(called, "setConnectionTimeout(true)")).isFalse();
        }
    }

    private static boolean has(List<Class<?>> called, String text) {
        int end = text.indexOf('(');
        String name = end < 0 ? text : text.substring(0, end);
        String type = name.substring(0, Math.max(0, name.indexOf('.')));
        String method = name.substring(name.indexOf('.') + 1);
        String given = end < 0 ? "" : text.substring(end + 1, text.length() - 1);
        return called.stream()
                .filter(one -> type.isEmpty() || (one.getName() + "$").matches(".*[.$]" + type + "\\$.*"))
                .flatMap(one -> Arrays.stream(one.getMethods()))
                .filter(one -> one.getName().equals(method))
                .anyMatch(one -> end < 0 || takes(one.getParameterTypes(), given));
    }

    private static boolean takes(Class<?>[] types, String given) {
        String[] values = given.split(", ");
        Class<?> last = types.length == 0 ? void.class : types[types.length - 1];
        String value = values[values.length - 1];
        boolean fits = value.matches("true|false")
                ? last == boolean.class || last == Boolean.class
                : value.startsWith("\"")
                        ? last == String.class
                        : value.startsWith("Duration.")
                                ? last == java.time.Duration.class
                                : !value.matches("[\\d_]+|Integer\\..*") || last == int.class || last == long.class;
        return types.length == values.length && fits;
    }

    private static URLClassLoader libraries() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : Libraries.jars(
                "HikariCP",
                "druid",
                "c3p0",
                "mchange-commons-java",
                "ucp",
                "ojdbc11",
                "commons-dbcp2",
                "commons-pool2",
                "tomcat-jdbc",
                "tomcat-juli",
                "spring-jdbc",
                "spring-tx",
                "spring-web",
                "spring-beans",
                "spring-core",
                "jakarta.persistence-api",
                "slf4j-api",
                "commons-logging",
                "org.apache.httpcomponents.client5:httpclient5:5.5")) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Names what nobody knows, and proves that there was something to look up. */
    private static void every(Kind kind, int atLeast, Predicate<InlineCode> isKnown) {
        List<InlineCode> named =
                InlineCode.all().stream().filter(one -> one.kind() == kind).toList();

        assertThat(named).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(named.stream().filter(isKnown.negate())).isEmpty();
    }

    private static void learn(Path jar, Map<String, String> known) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                Reader model = new InputStreamReader(
                        file.getInputStream(file.getEntry("META-INF/quarkus-config-doc/quarkus-config-model.json")),
                        StandardCharsets.UTF_8)) {
            addAll(JsonParser.parseReader(model), known);
        }
    }

    /** Each property with what it takes, wherever it stands in the model. */
    private static void addAll(JsonElement model, Map<String, String> known) {
        if (model.isJsonArray()) {
            model.getAsJsonArray().forEach(part -> addAll(part, known));
        } else if (model.isJsonObject()) {
            JsonObject object = model.getAsJsonObject();
            Stream.concat(
                            Stream.ofNullable(object.get("path")),
                            object.has("additionalPaths")
                                    ? object.getAsJsonArray("additionalPaths").asList().stream()
                                    : Stream.empty())
                    .filter(JsonElement::isJsonObject)
                    .map(path -> path.getAsJsonObject().get("property"))
                    .filter(name -> name != null)
                    .forEach(name -> known.put(name.getAsString(), takes(object)));
            object.asMap().values().forEach(part -> addAll(part, known));
        }
    }

    private static String takes(JsonObject property) {
        JsonElement accepted = property.get("enumAcceptedValues");
        return accepted != null
                ? "one of " + accepted
                : property.has("type") ? property.get("type").getAsString() : "";
    }

    /** Whether it is a property, or what several begin with; what stands for a name of the reader's own fits any. */
    private static boolean knows(Map<String, String> known, String named, String value) {
        String wanted = named.replaceAll("\\.\\*$", "");
        return known.entrySet().stream().anyMatch(one -> {
            String pattern = one.getKey().replace(".", "\\.").replaceAll("\"[^\"]+\"", "(\"[^\"]+\"|[a-zA-Z-]+)");
            return value.isEmpty()
                    ? wanted.matches(pattern) || begins(one.getKey(), wanted)
                    : wanted.matches(pattern) && fits(one.getValue(), value);
        });
    }

    private static boolean begins(String property, String wanted) {
        return property.startsWith(wanted + ".");
    }

    private static boolean fits(String type, String value) {
        if (type.startsWith("one of ")) {
            return type.contains("\"" + value + "\"");
        }
        return switch (type) {
            case "boolean", "java.lang.Boolean" -> value.matches("true|false");
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> value.matches("\\d+");
            case "java.time.Duration" -> value.matches("\\d+(ms|[smhdSMHD])?");
            default -> !value.isBlank();
        };
    }
}

package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.InlineCode;
import dev.seaworthy.harness.InlineCode.Kind;
import dev.seaworthy.harness.Libraries;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings of drivers, mail, Hibernate and the JVM that pages and fixes name are known to them, and so are their values. */
class DriverSettingsIT {

    /** The first cell of a row of a page's table, and the URL and the driver's class of that product. */
    private static final Map<String, String> DRIVERS = Map.of(
            "PostgreSQL", "org.postgresql.Driver jdbc:postgresql://db/shop",
            "MySQL", "com.mysql.cj.jdbc.Driver jdbc:mysql://db/shop",
            "MariaDB", "org.mariadb.jdbc.Driver jdbc:mariadb://db/shop",
            "SQL Server", "com.microsoft.sqlserver.jdbc.SQLServerDriver jdbc:sqlserver://db",
            "Oracle", "oracle.jdbc.OracleDriver jdbc:oracle:thin:@//db/shop");

    /** Drivers that do not list what they take hold it in constants. */
    private static final Map<String, List<String>> CONSTANTS = Map.of(
            "ClickHouse",
                    List.of(
                            "com.clickhouse.client.config.ClickHouseClientOption",
                            "com.clickhouse.client.config.ClickHouseSslMode"),
            "HSQLDB, Derby",
                    List.of(
                            "org.apache.derby.shared.common.reference.Attribute",
                            "org.apache.derby.client.BasicClientDataSource"));

    private static final Pattern ROW = Pattern.compile("\\| ([^|]+?) \\|.*");

    private static URLClassLoader libraries;
    private static String trust;

    @BeforeAll
    static void open() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : Libraries.jars(
                "postgresql",
                "mysql-connector-j",
                "mariadb-java-client",
                "mssql-jdbc",
                "ojdbc11",
                "clickhouse-jdbc",
                "derbyclient",
                "derbyshared",
                "h2",
                "slf4j-api",
                "hibernate-core-6.6",
                "jakarta.persistence-api-3.1",
                "org.eclipse.angus:jakarta.mail:2.0.4")) {
            urls.add(jar.toUri().toURL());
        }
        libraries = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        trust = strings(
                "sun/security/ssl/TrustStoreManager$TrustStoreDescriptor.class",
                "sun/security/ssl/TrustStoreManager$TrustStoreDescriptor$1.class");
    }

    @AfterAll
    static void close() throws IOException {
        libraries.close();
    }

    @Test
    void the_driver_of_the_row_knows_every_parameter() throws Exception {
        int seen = 0;
        for (InlineCode named : InlineCode.all()) {
            if (named.kind() == Kind.DRIVER && named.advice()) {
                seen++;
                for (String one : named.text().split("[;&]")) {
                    String name = one.substring(0, one.indexOf('='));
                    String value = one.substring(one.indexOf('=') + 1);
                    assertThat(isKnown(named, name, value)).as(named.toString()).isTrue();
                }
            }
        }

        assertThat(seen).isGreaterThan(20);
        assertThat(knows("PostgreSQL", "sockettimeout", "30")).isFalse();
        assertThat(knows("PostgreSQL", "sslmode", "verify")).isFalse();
        assertThat(knows("PostgreSQL", "socketTimeout", "30s")).isFalse();
        assertThat(knows("MySQL", "sslMode", "verify-full")).isFalse();
        assertThat(knows("Oracle", "oracle.jdbc.SocketTimeout", "1")).isFalse();
        assertThat(knows("H2 server", "NETWORK_TIMEOUTS", "1")).isFalse();
        assertThat(knows("ClickHouse", "sslmode", "full")).isFalse();
        assertThat(knows("HSQLDB, Derby", "ssl", "full")).isFalse();
    }

    @Test
    void mail_knows_every_property() throws Exception {
        List<InlineCode> named =
                InlineCode.all().stream().filter(one -> one.kind() == Kind.MAIL).toList();
        String strings = strings(
                "org/eclipse/angus/mail/util/SocketFetcher.class", "org/eclipse/angus/mail/smtp/SMTPTransport.class");

        assertThat(named).hasSizeGreaterThanOrEqualTo(3).allSatisfy(one -> {
            assertThat(strings).contains(one.name().substring("mail.smtp".length()));
            assertThat(one.value()).matches("\\d*");
        });
        assertThat(strings).doesNotContain(".connecttimeout");
    }

    @Test
    void hibernate_knows_every_property() throws ReflectiveOperationException {
        List<String> known = new ArrayList<>();
        for (Field field : Class.forName("org.hibernate.cfg.AvailableSettings", true, libraries)
                .getFields()) {
            if (field.getType() == String.class) {
                known.add((String) field.get(null));
            }
        }

        assertThat(of(Kind.PERSISTENCE))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(named -> assertThat(known).contains(named.name()));
        assertThat(known).doesNotContain("hibernate.default_batch_size");
    }

    @Test
    void the_jvm_reads_every_option() throws IOException {
        Properties before = (Properties) System.getProperties().clone();
        try {
            assertThat(of(Kind.JVM)).hasSizeGreaterThanOrEqualTo(2).allMatch(named -> isOption(named.text()));
            ProxySelector proxies = ProxySelector.getDefault();
            assertThat(proxies.select(URI.create("https://example.com/")).toString())
                    .contains("proxy", ":3128");
            assertThat(proxies.select(URI.create("https://orders.internal/"))).containsExactly(Proxy.NO_PROXY);
        } finally {
            System.setProperties(before);
        }
        assertThat(isOption("-Djavax.net.ssl.trustStores=a.p12")).isFalse();
    }

    /** Sets those of the proxy; the others have to be a constant of the class of the JDK that reads them. */
    private static boolean isOption(String options) {
        for (String option : options.split(" ")) {
            String key = option.substring(2, option.indexOf('='));
            String value = option.substring(option.indexOf('=') + 1).replace("\"", "");
            if (key.startsWith("http")) {
                System.setProperty(key, value);
            } else if (!trust.contains("\0" + (char) key.length() + key)) {
                return false;
            }
        }
        return true;
    }

    private static List<InlineCode> of(Kind kind) {
        return InlineCode.all().stream().filter(one -> one.kind() == kind).toList();
    }

    private static String strings(String... classes) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : classes) {
            try (InputStream in = libraries.getResourceAsStream(name)) {
                all.append(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** Whether the driver of its row knows it; one of them where it stands in a sentence. */
    private static boolean isKnown(InlineCode named, String name, String value) throws Exception {
        Matcher row = ROW.matcher(named.before());
        if (row.matches()) {
            return knows(row.group(1), name, value);
        }
        List<String> products = new ArrayList<>(DRIVERS.keySet());
        products.addAll(CONSTANTS.keySet());
        products.add("H2 server");
        for (String product : products) {
            if (knows(product, name, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean knows(String product, String name, String value) throws Exception {
        if (product.startsWith("H2")) {
            return opens("jdbc:h2:mem:;" + name + "=" + value);
        }
        List<String> constants = CONSTANTS.get(product);
        if (constants != null) {
            List<String> known = new ArrayList<>();
            for (String type : constants) {
                known.addAll(constantsOf(Class.forName(type, true, libraries)));
            }
            return known.contains(name) && known.contains(value);
        }
        String[] driver = DRIVERS.get(product).split(" ");
        for (DriverPropertyInfo info : driver(driver[0]).getPropertyInfo(driver[1], new Properties())) {
            if (info.name.equals(name)) {
                return takes(driver, info, value);
            }
        }
        return false;
    }

    /** One of its choices; if it has none, what the driver does not refuse and, for a time, a number. */
    private static boolean takes(String[] driver, DriverPropertyInfo info, String value) throws Exception {
        if (info.choices != null && info.choices.length > 0) {
            return Arrays.stream(info.choices).anyMatch(value::equalsIgnoreCase);
        }
        if (info.name.toLowerCase(Locale.ROOT).contains("timeout")) {
            return value.matches("\\d+");
        }
        Properties set = new Properties();
        set.setProperty(info.name, value);
        try {
            return driver(driver[0]).getPropertyInfo(driver[1], set).length > 0;
        } catch (SQLException refused) {
            return false;
        }
    }

    private static boolean opens(String url) throws Exception {
        try (Connection connection = driver("org.h2.Driver").connect(url, new Properties())) {
            return connection != null;
        } catch (SQLException unknown) {
            return false;
        }
    }

    private static Driver driver(String name) throws ReflectiveOperationException {
        return (Driver)
                Class.forName(name, true, libraries).getDeclaredConstructor().newInstance();
    }

    /** Texts that a class holds in constants, and the keys and names of an enumeration. */
    private static List<String> constantsOf(Class<?> type) throws ReflectiveOperationException {
        List<String> all = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                all.add((String) field.get(null));
            }
        }
        if (type.isEnum()) {
            for (Object one : type.getEnumConstants()) {
                all.add(one.toString().toLowerCase(Locale.ROOT));
                all.add(key(one));
            }
        }
        return all;
    }

    private static String key(Object constant) throws ReflectiveOperationException {
        try {
            return (String) constant.getClass().getMethod("getKey").invoke(constant);
        } catch (NoSuchMethodException none) {
            return constant.toString();
        }
    }
}

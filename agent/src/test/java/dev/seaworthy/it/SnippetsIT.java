package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.harness.InlineCode;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.rule.Rules;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules' pages and fixes tell people to write compiles, and Spring Boot knows its properties. */
class SnippetsIT {

    private static final Pattern JAVA = Pattern.compile("(?ms)^\\s*```java\n(.*?)```");
    /** What stands around each block: what it uses, and what the reader has. */
    private static final String AROUND = """
            import com.fasterxml.jackson.databind.*;
            import com.zaxxer.hikari.*;
            import jakarta.servlet.http.*;
            import java.io.*;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpResponse.BodyHandlers;
            import java.nio.file.*;
            import java.sql.Connection;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.TimeUnit;
            import java.util.stream.Stream;
            import javax.sql.DataSource;
            import software.amazon.awssdk.core.sync.RequestBody;
            import software.amazon.awssdk.services.s3.S3Client;
            import static java.util.concurrent.TimeUnit.SECONDS;
            """;

    private static final String HAS = """
            ObjectMapper mapper; Path directory, folder; String name, bucket, key; S3Client s3;
            boolean isAsked;
            interface Orders { }
            void render(Path to) { }
            """;

    /** What only one page has, by the name of its rule's class. */
    private static final Map<String, String> OWN = Map.of(
            "ClientFilenameInPath", "Part part;",
            "UploadToLocalDisk", "HttpServletRequest request;",
            "DurableWriteOnEphemeralFs", "String report;",
            "ReadAfterWriteAcrossRequests", "HttpServletResponse response; byte[] report;",
            "ConnectionNotReused",
                    "org.apache.http.impl.client.CloseableHttpClient client; org.apache.http.client.methods.HttpGet request;"
                            + " okhttp3.OkHttpClient okHttp; okhttp3.Request okHttpRequest; java.net.HttpURLConnection connection;",
            "NoTimeout",
                    "java.net.HttpURLConnection connection; HttpRequest request; String order; Stub stub;"
                            + " static abstract class Stub extends io.grpc.stub.AbstractStub<Stub> {"
                            + " Stub() { super(null); } abstract Object getOrder(Object request); }");

    private static final Map<String, String> IMPORTS = Map.of(
            "ConnectionNotReused",
                    "import org.apache.http.client.methods.CloseableHttpResponse;"
                            + " import org.apache.http.util.EntityUtils; import okhttp3.*;",
            "PoolTooSmall",
                    "import org.apache.hc.client5.http.impl.io.*; import org.apache.hc.client5.http.config.*;"
                            + " import org.apache.hc.core5.util.*; import org.apache.http.impl.client.HttpClients;");

    @TempDir
    Path folder;

    @Test
    void every_block_of_java_compiles() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Class<?> rule : rules()) {
            Matcher block = JAVA.matcher(page(rule));
            while (block.find()) {
                String name = rule.getSimpleName() + sources.size();
                sources.add(Files.writeString(folder.resolve(name + ".java"), program(rule, name, block.group(1))));
            }
        }

        assertThat(sources).hasSizeGreaterThan(10);
        assertThat(errors(sources)).isEmpty();
        Path wrong = Files.writeString(
                folder.resolve("Wrong.java"),
                Files.readString(sources.get(0))
                        .replace("setJdbcUrl", "setJdbcAddress")
                        .replaceFirst("class \\w+", "class Wrong"));
        assertThat(errors(List.of(wrong))).contains("setJdbcAddress");
    }

    @Test
    void spring_boot_knows_every_property() throws IOException {
        Map<String, String> known = new TreeMap<>();
        for (Path jar : Libraries.jars(
                "org.springframework.boot:spring-boot-autoconfigure:3.5.16",
                "org.springframework.boot:spring-boot:3.5.16")) {
            learn(jar, known);
        }
        List<InlineCode> named = InlineCode.all().stream()
                .filter(one -> one.kind() == InlineCode.Kind.SPRING && !ofLater(one))
                .toList();

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(named.stream()
                        .filter(one -> !fits(known, one.name(), one.value().isEmpty() ? null : one.value())))
                .isEmpty();
        Map<String, String> later = new TreeMap<>();
        learn(Libraries.jarAlone("org.springframework.boot:spring-boot-http-client:4.0.0"), later);
        assertThat(fits(later, "spring.http.clients.connect-timeout", "2s")).isTrue();
        assertThat(fits(later, "spring.http.clients.read-timeout", "3s")).isTrue();
        assertThat(fits(known, "spring.datasource.hikari.connection-timeout", "3s"))
                .isFalse();
        assertThat(fits(known, "spring.datasource.hikari.connect-timeout", "3000"))
                .isFalse();
    }

    /** {@code spring.http.clients.…} is Boot 4's, as the page says. */
    private static boolean ofLater(InlineCode named) {
        return named.before().endsWith("(Boot 4: ") && named.text().endsWith("…");
    }

    private static String program(Class<?> rule, String name, String block) {
        String page = rule.getSimpleName();
        String code = block.replace("{ … }", "{ }");
        boolean isField = code.startsWith("private ");
        return AROUND + IMPORTS.getOrDefault(page, "") + "\nclass " + name + " {\n" + HAS + OWN.getOrDefault(page, "")
                + (isField ? code : "\nObject run() throws Exception {\nif (isAsked) {\n" + code + "}\nreturn null;\n}")
                + "\n}\n";
    }

    private String errors(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = Stream.concat(
                        Libraries.jars(
                                "HikariCP",
                                "jakarta.servlet:jakarta.servlet-api:6.0.0",
                                "com.fasterxml.jackson.core:jackson-databind:2.19.0",
                                "io.grpc:grpc-stub:1.75.0",
                                "com.squareup.okhttp3:okhttp:4.12.0",
                                "org.apache.httpcomponents:httpclient:4.5.14",
                                "org.apache.httpcomponents.client5:httpclient5:5.5",
                                "software.amazon.awssdk:s3:2.31.78")
                                .stream(),
                        Stream.of(folder))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter said = new StringWriter();
        compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-cp", path, "-d", folder.toString(), "-proc:none", "-nowarn"),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources))
                .call();
        return said.toString()
                .lines()
                .filter(line -> !line.startsWith("Note: "))
                .collect(Collectors.joining("\n"));
    }

    private static void learn(Path jar, Map<String, String> known) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : List.of("spring-configuration-metadata", "additional-spring-configuration-metadata")) {
                var entry = file.getJarEntry("META-INF/" + name + ".json");
                if (entry == null) {
                    continue;
                }
                try (Reader reader = new InputStreamReader(file.getInputStream(entry), StandardCharsets.UTF_8)) {
                    for (JsonElement one :
                            JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("properties")) {
                        JsonElement type = one.getAsJsonObject().get("type");
                        known.put(
                                one.getAsJsonObject().get("name").getAsString(),
                                type == null ? "" : type.getAsString());
                    }
                }
            }
        }
    }

    /** Whether it is a property, or a key of one that is a map, or a property that others begin with; and takes the value. */
    private static boolean fits(Map<String, String> known, String name, @Nullable String value) {
        String type = known.get(name);
        for (int dot = name.lastIndexOf('.'); type == null && dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String parent = known.get(name.substring(0, dot));
            type = parent != null && (parent.startsWith("java.util.Map") || parent.startsWith("java.util.Properties"))
                    ? "java.lang.String"
                    : null;
        }
        if (type == null) {
            return false;
        }
        if (value == null) {
            return true;
        }
        return switch (type) {
            case "java.lang.Long", "java.lang.Integer" -> value.matches("-?\\d+");
            case "java.lang.Boolean" -> value.matches("true|false");
            case "java.time.Duration" -> value.matches("\\d+(ms|s|m|h|d)?");
            default -> !value.isBlank();
        };
    }

    private static List<Class<?>> rules() {
        return Rules.all(new Surroundings(key -> null)).stream()
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    private static String page(Class<?> rule) throws IOException {
        return Files.readString(Libraries.repository()
                .resolve("agent/src/main/java/" + rule.getName().replace('.', '/') + ".md"));
    }
}

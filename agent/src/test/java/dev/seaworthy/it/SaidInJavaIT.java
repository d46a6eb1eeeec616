package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.InlineCode;
import dev.seaworthy.harness.Libraries;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that a page names in a sentence compile, as its blocks do. */
class SaidInJavaIT {

    /** A whole call, without anything left out; {@code Type.method()} and {@code method(Type)} only name a method. */
    private static final Pattern CALL =
            Pattern.compile("(?![A-Z]\\w+\\.\\w+\\(\\)$)(new \\w+|[\\w.]+\\.\\w+)\\((?![A-Z]\\w+\\)$)[^…]*\\)");

    private static final Pattern TRY = Pattern.compile("try \\(.*");

    private static final String AROUND = """
            import io.quarkus.logging.Log;
            import jakarta.persistence.*;
            import jakarta.servlet.*;
            import jakarta.ws.rs.client.ClientBuilder;
            import java.io.*;
            import java.net.*;
            import java.net.http.*;
            import java.nio.file.*;
            import java.sql.Connection;
            import java.time.Duration;
            import java.util.*;
            import java.util.logging.Level;
            import javax.sql.DataSource;
            import org.apache.logging.log4j.CloseableThreadContext;
            import org.slf4j.MDC;
            import org.springframework.core.io.ClassPathResource;
            import org.springframework.jdbc.core.simple.JdbcClient;
            import org.springframework.web.client.*;
            import org.springframework.web.multipart.MultipartFile;
            import reactor.core.publisher.*;
            import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
            import static java.util.concurrent.TimeUnit.SECONDS;
            class Said {
                InputStream in; MultipartFile file; Path directory; String key, name, id, token, user, value; URI uri;
                int attempt, done, skipped; Random random; List<String> ids; Connection connection; Exception e;
                DataSource dataSource; JdbcClient jdbcClient; Query query; org.slf4j.Logger log;
                okhttp3.OkHttpClient client; io.micrometer.core.instrument.MeterRegistry meterRegistry;
                java.util.logging.Logger logger; FilterChain chain; ServletRequest request; ServletResponse response;
                Mono<String> price(String id) { return null; }
                void all() throws Exception {
            """;

    @TempDir
    Path folder;

    @Test
    void every_call_in_a_sentence_compiles() throws IOException {
        List<String> said = InlineCode.all().stream()
                .filter(one -> one.advice() && one.kind() == InlineCode.Kind.OTHER)
                .map(InlineCode::text)
                .filter(text ->
                        CALL.matcher(text).matches() || TRY.matcher(text).matches())
                .filter(text -> !text.contains("..."))
                .distinct()
                .toList();

        assertThat(said).hasSizeGreaterThan(25);
        assertThat(errors(said)).isEmpty();
        assertThat(errors(List.of("HttpRequest.newBuilder(uri).timeouts(Duration.ofSeconds(3))")))
                .contains("timeouts");
    }

    private String errors(List<String> said) throws IOException {
        String body = said.stream()
                .map(text -> "{ " + (text.startsWith("try ") ? text.replace("{ … }", "{ }") : text + ";") + " }\n")
                .collect(Collectors.joining());
        Path source = Files.writeString(folder.resolve("Said.java"), AROUND + body + "}\n}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        compiler.getTask(
                        errors,
                        null,
                        null,
                        List.of("-cp", classPath(), "-d", folder.toString(), "-proc:none", "-nowarn"),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        return errors.toString()
                .lines()
                .filter(line -> !line.startsWith("Note: ") && !line.startsWith("warning: "))
                .collect(Collectors.joining("\n"));
    }

    private static String classPath() {
        return Stream.concat(
                        Libraries.jars(
                                "spring-core",
                                "spring-jcl",
                                "spring-beans",
                                "spring-web",
                                "spring-jdbc",
                                "spring-tx",
                                "reactor-core",
                                "reactive-streams",
                                "jakarta.persistence-api",
                                "slf4j-api",
                                "log4j-api",
                                "jboss-logging",
                                "micrometer-core",
                                "com.squareup.okhttp3:okhttp:4.12.0",
                                "jakarta.servlet:jakarta.servlet-api:6.0.0",
                                "jakarta.ws.rs:jakarta.ws.rs-api:3.1.0")
                                .stream(),
                        Stream.of(Libraries.jarAlone("io.quarkus:quarkus-core:3.33.2")))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}

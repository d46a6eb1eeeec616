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

    /** An annotation with values, with or without what it stands at. */
    private static final Pattern ANNOTATION = Pattern.compile("@\\w+\\(.*\\)( \\w+ \\w+)?");

    private static final Pattern TRY = Pattern.compile("try \\(.*");

    private static final String AROUND = """
            import io.quarkus.logging.Log;
            import jakarta.annotation.Resource;
            import jakarta.ejb.TransactionAttribute;
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
            import org.eclipse.microprofile.config.inject.ConfigProperty;
            import org.eclipse.microprofile.faulttolerance.Retry;
            import org.slf4j.MDC;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.core.io.ClassPathResource;
            import org.springframework.jdbc.core.simple.JdbcClient;
            import org.springframework.retry.annotation.*;
            import org.springframework.transaction.event.TransactionalEventListener;
            import org.springframework.web.client.*;
            import org.springframework.web.multipart.MultipartFile;
            import reactor.core.publisher.*;
            import static jakarta.ejb.TransactionAttributeType.*;
            import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
            import static java.util.concurrent.TimeUnit.SECONDS;
            import static org.springframework.transaction.event.TransactionPhase.AFTER_COMMIT;
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
    void every_call_and_annotation_in_a_sentence_compiles() throws IOException {
        List<String> said = InlineCode.all().stream()
                .filter(one -> one.advice() && one.kind() == InlineCode.Kind.OTHER)
                .map(InlineCode::text)
                .filter(text -> Stream.of(CALL, ANNOTATION, TRY)
                        .anyMatch(shape -> shape.matcher(text).matches()))
                .filter(text -> !text.contains("..."))
                .distinct()
                .toList();

        assertThat(said).hasSizeGreaterThan(25).anyMatch(text -> text.startsWith("@Retryable("));
        assertThat(errors(said)).isEmpty();
        assertThat(errors(List.of("HttpRequest.newBuilder(uri).timeouts(Duration.ofSeconds(3))")))
                .contains("timeouts");
        assertThat(errors(List.of("@Retryable(maxAttempt = 3)"))).contains("maxAttempt");
    }

    private String errors(List<String> said) throws IOException {
        StringBuilder body = new StringBuilder();
        StringBuilder members = new StringBuilder();
        for (String text : said) {
            if (!text.startsWith("@")) {
                body.append("{ ").append(text.replace("{ … }", "{ }")).append(text.endsWith("}") ? " }\n" : "; }\n");
            } else {
                String member = text.endsWith(")") ? " void of" + members.length() + "() { }\n" : ";\n";
                members.append(text.replaceFirst(" (\\w+)$", " $1" + members.length()))
                        .append(member);
            }
        }
        Path source = Files.writeString(folder.resolve("Said.java"), AROUND + body + "}\n" + members + "}\n");
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
                                "spring-retry",
                                "spring-context",
                                "jakarta.annotation-api-2",
                                "jakarta.ejb:jakarta.ejb-api:4.0.1",
                                "org.eclipse.microprofile.config:microprofile-config-api:3.1",
                                "org.eclipse.microprofile.fault-tolerance:microprofile-fault-tolerance-api:4.1.2",
                                "com.squareup.okhttp3:okhttp:4.12.0",
                                "jakarta.servlet:jakarta.servlet-api:6.0.0",
                                "jakarta.ws.rs:jakarta.ws.rs-api:3.1.0")
                                .stream(),
                        Stream.of(Libraries.jarAlone("io.quarkus:quarkus-core:3.33.2")))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}

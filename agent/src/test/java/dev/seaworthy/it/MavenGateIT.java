package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Libraries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code examples/maven-gate}, built by Maven as a project of its own. */
class MavenGateIT {

    private static final String FOUND =
            "src/main/java/com/example/orders/OrderServer\\.java:\\d+ blocker http/localhost-endpoint";

    private record Build(int status, String output) {}

    @Test
    @Timeout(900)
    void a_build_fails_on_a_new_hazard_and_its_baseline_shrinks_with_the_fix(@TempDir Path folder) throws Exception {
        Path project = copy(folder.resolve("maven gate"));
        Path baseline = project.resolve("seaworthy.baseline");

        Build first = maven(project, "--fail-on high");
        assertThat(first.status()).as(first.output()).isNotZero();
        assertThat(first.output()).containsPattern(FOUND).contains("exec returned: 2");
        try (Stream<Path> reports = Files.list(project.resolve("target/seaworthy"))) {
            assertThat(reports).as("one a test JVM").hasSize(2);
        }

        Build accepting = maven(project, "--fail-on high --update-baseline --accept-new");
        assertThat(accepting.status()).as(accepting.output()).isZero();
        assertThat(findings(baseline)).hasSize(1);
        Build accepted = check(project);
        assertThat(accepted.status()).as(accepted.output()).isZero();

        Path source = project.resolve("src/main/java/com/example/orders/OrderServer.java");
        Files.writeString(
                source,
                Files.readString(source)
                        .replace("STOCK = \"http://localhost:1\"", "STOCK = System.getProperty(\"stock.url\")"));
        Build mended = maven(project, "--fail-on high --update-baseline");
        assertThat(mended.status()).as(mended.output()).isZero();
        assertThat(findings(baseline)).isEmpty();
    }

    private static List<String> findings(Path baseline) throws IOException {
        return Files.readAllLines(baseline).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Build maven(Path project, String check) throws IOException, InterruptedException {
        String home = System.getProperty("maven.home");
        List<String> command = new ArrayList<>(List.of(
                home == null ? "mvn" : Path.of(home, "bin", "mvn").toString(),
                "-B",
                "verify",
                "-Dseaworthy.jar=" + Libraries.agent(),
                "-Dseaworthy.check=" + check));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        if (Boolean.getBoolean("maven.offline")) {
            command.add("-o");
        }
        return run(project, command);
    }

    private static Build check(Path project) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(
                project,
                List.of(
                        java,
                        "-jar",
                        Libraries.agent().toString(),
                        "check",
                        "target/seaworthy",
                        "--baseline",
                        "seaworthy.baseline"));
    }

    private static Build run(Path project, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment()
                .merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", (all, ours) -> all + " " + ours);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Build(process.waitFor(), output);
    }

    private static Path copy(Path to) throws IOException {
        Path from = Libraries.repository().resolve("examples/maven-gate");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(from.resolve("target")))
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return to;
    }
}

package com.example.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as acceptance test: the packaged shop with the packed agent, on the JVM that runs the build and on another. */
@Timeout(300)
class DemoIT {

    private static final Path OWN_JDK = Path.of(System.getProperty("java.home"));

    @Test
    void every_rule_speaks_at_its_own_line_on_the_jdk_of_the_build() throws Exception {
        assertThat(trial(OWN_JDK, "demo-it")).isEmpty();
    }

    @Test
    void every_rule_speaks_at_its_own_line_on_another_jdk() throws Exception {
        Optional<Path> other = otherJdk();
        if (System.getenv("CI") == null) {
            assumeTrue(other.isPresent(), "no JDK of another version beside " + OWN_JDK);
        }
        assertThat(other).as("a JDK of another version beside " + OWN_JDK).isPresent();
        assertThat(trial(other.get(), "demo-it-other")).isEmpty();
    }

    private static List<String> trial(Path jdk, String name) throws IOException, InterruptedException {
        return Trial.run(Voyage.of(Path.of("").toAbsolutePath(), jdk, name), System.out);
    }

    /** A JDK 25, or 17 where the build itself runs on 25. */
    private static Optional<Path> otherJdk() throws IOException {
        String wanted = Runtime.version().feature() == 25 ? "17" : "25";
        String named = System.getenv("JAVA_HOME_" + wanted);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        try (Stream<Path> jdks = Files.list(OWN_JDK.toRealPath().getParent())) {
            return jdks.filter(jdk -> isVersion(jdk, wanted)).findFirst();
        }
    }

    private static boolean isVersion(Path jdk, String wanted) {
        Path release = jdk.resolve("release");
        try {
            return Files.isExecutable(jdk.resolve("bin/java"))
                    && Files.isRegularFile(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"" + wanted);
        } catch (IOException unreadable) {
            return false;
        }
    }
}

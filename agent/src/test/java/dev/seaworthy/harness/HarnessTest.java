package dev.seaworthy.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fixture.harness.Echo;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The harness on itself, without the agent. */
class HarnessTest {
    @EveryJdk
    void passes_everything_in_and_out(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Echo.class)
                .withoutAgent()
                .arguments("3")
                .jvm("-Decho=sea")
                .environment("ECHO", "worthy")
                .stdin("grüße")
                .run();

        assertThat(log.exitStatus()).isEqualTo(3);
        assertThat(log.out()).contains("arguments 3", "java " + jdk.major(), "stdin grüße");
        assertThat(log.err()).contains("property sea worthy");
    }

    @EveryJdk
    void ends_with_the_signal(Jdk jdk) {
        try (Running running =
                Voyage.of(jdk, Echo.class).withoutAgent().arguments("0", "wait").start()) {
            assertThat(running.await("stdin").terminate().finish().exitStatus()).isEqualTo(143);
        }
    }

    @EveryJdk
    void kills_what_runs_too_long_and_says_where_it_was(Jdk jdk) {
        Voyage voyage =
                Voyage.of(jdk, Echo.class).withoutAgent().arguments("0", "wait").limit(Duration.ofSeconds(3));

        assertThatThrownBy(voyage::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Still running")
                .hasMessageContaining("fixture.harness.Echo.main");
    }

    @EveryJdk
    void launches_a_jar_built_on_the_fly(Jdk jdk, @TempDir Path folder) {
        Path jar = FixtureJar.of(Echo.class).merging("h2").write(folder.resolve("echo.jar"));

        assertThat(Voyage.ofJar(jdk, jar).withoutAgent().arguments("0").run().ended())
                .satisfies(log -> assertThat(log.out()).contains("arguments 0"));
    }

    @EveryJdk
    void tells_twins_apart(Jdk jdk) {
        Voyage voyage = Voyage.of(jdk, Echo.class).withoutAgent().arguments("0");
        Logbook one = voyage.run();
        Twins.compare(one, voyage.run());
        Logbook other = voyage.jvm("-Decho=other").run();

        assertThatThrownBy(() -> Twins.compare(one, other)).isInstanceOf(AssertionError.class);
    }
}

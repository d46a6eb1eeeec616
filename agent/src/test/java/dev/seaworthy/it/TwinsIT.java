package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.FixtureJar;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.hazard.RefusedCall;
import fixture.startup.Endings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With its outputs off nobody can tell from stdout, stderr and exit status that the agent is there. */
class TwinsIT {
    private static final List<String> ENDINGS =
            List.of("plain", "exit", "halt", "throw", "thread", "hook", "trace", "binary", "null", "format");

    /** How each ends without the agent, which several tests compare with. */
    private static final Map<String, Logbook> WITHOUT = new HashMap<>();

    static Stream<Arguments> endings() {
        return Jdk.each().flatMap(jdk -> ENDINGS.stream().map(ending -> Arguments.of(jdk, ending)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endings")
    void a_program_ends_as_it_does_without_the_agent(Jdk jdk, String ending) {
        Twins.compare(
                Voyage.of(jdk, Endings.class)
                        .arguments(ending)
                        .bare()
                        .agent("log=off", "http.port=off")
                        .run(),
                without(jdk, ending));
    }

    private static Logbook without(Jdk jdk, String ending) {
        return WITHOUT.computeIfAbsent(
                jdk + ending,
                any -> Voyage.of(jdk, Endings.class)
                        .arguments(ending)
                        .withoutAgent()
                        .run());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endings")
    void stdout_and_exit_status_are_its_own_with_all_outputs_on(Jdk jdk, String ending) {
        Logbook with = Voyage.of(jdk, Endings.class)
                .arguments(ending)
                .agent("http.port=0")
                .run();
        Logbook without = without(jdk, ending);

        assertThat(with.outBytes()).isEqualTo(without.outBytes());
        assertThat(with.exitStatus()).isEqualTo(without.exitStatus());
        String own = with.err()
                .lines()
                .filter(line -> !line.contains("[seaworthy]"))
                .reduce("", (text, line) -> text + line + "\n");
        assertThat(own).isEqualTo(without.err());
        if (!ending.equals("halt")) {
            assertThat(with.confirmed("http/localhost-endpoint"))
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.className()).isEqualTo(RefusedCall.class.getName()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.seaworthy.harness.Jdk#each")
    void the_program_comes_from_a_jar(Jdk jdk, @TempDir Path folder) {
        Path jar = FixtureJar.of(Endings.class).and(RefusedCall.class).write(folder.resolve("app.jar"));
        Logbook with =
                Voyage.ofJar(jdk, jar).arguments("throw").agent("log=off").run();

        Twins.compare(
                with, Voyage.ofJar(jdk, jar).arguments("throw").withoutAgent().run());
        // in a jar of several package roots the main class's is the application's
        assertThat(with.theConfirmed("http/localhost-endpoint").className()).isEqualTo(Endings.class.getName());
    }
}

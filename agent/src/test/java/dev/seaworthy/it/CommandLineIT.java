package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Voyage;
import fixture.hazard.RefusedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user runs it, on reports that the agent wrote. */
class CommandLineIT {

    @NewestJdk
    void a_build_fails_on_what_the_agent_found_until_it_is_accepted(Jdk jdk, @TempDir Path folder) throws IOException {
        for (int fork = 1; fork <= 2; fork++) {
            Voyage.of(jdk, RefusedCall.class)
                    .agent("report=" + folder.resolve("fork-" + fork + ".json"))
                    .run()
                    .ended();
        }

        Path summary = folder.resolve("summary.md");
        Logbook check = Voyage.ofJar(jdk, Libraries.agent())
                .withoutAgent()
                .environment("GITHUB_ACTIONS", "true")
                .environment("GITHUB_STEP_SUMMARY", summary.toString())
                .arguments("check", folder.toString())
                .run();
        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(2);
        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .containsPattern("fixture/hazard/RefusedCall.java:\\d+ blocker http/localhost-endpoint\n")
                .contains("    in:       fixture.hazard.RefusedCall.make", "    fix:      ")
                .containsPattern("(?m)^::error .*title=blocker http/localhost-endpoint::")
                .contains("1 finding at or above high (1 blocker) in 2 reports");
        assertThat(summary).content().contains("| 1 | blocker | `http/localhost-endpoint` |");

        Path baseline = folder.resolve("baseline.txt");
        Logbook accepted =
                tool(jdk, "check", folder.toString(), "--baseline", baseline.toString(), "--update-baseline");
        assertThat(accepted.exitStatus()).as(accepted.toString()).isZero();
        assertThat(Files.readString(baseline)).contains(" 2 # fixture.hazard.RefusedCall.make http://127.0.0.1:1, 20");

        Logbook known = Voyage.of(jdk, RefusedCall.class)
                .agent("baseline=" + baseline)
                .run()
                .ended();
        assertThat(known.agentLines()).noneMatch(line -> line.contains("http/localhost-endpoint"));
        assertThat(known.report()
                        .getAsJsonArray("findings")
                        .get(0)
                        .getAsJsonObject()
                        .get("status")
                        .getAsString())
                .isEqualTo("baseline");

        Logbook wrong = tool(jdk, "check", folder.toString(), "--fail-on", "hgih");
        assertThat(wrong.exitStatus()).isEqualTo(3);
        assertThat(wrong.err()).contains("did you mean 'high'?");
    }

    private static Logbook tool(Jdk jdk, String... arguments) {
        return Voyage.ofJar(jdk, Libraries.agent())
                .withoutAgent()
                .environment("GITHUB_ACTIONS", "")
                .arguments(arguments)
                .run();
    }
}

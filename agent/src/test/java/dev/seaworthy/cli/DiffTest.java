package dev.seaworthy.cli;

import static dev.seaworthy.cli.Samples.open;
import static dev.seaworthy.cli.Samples.report;
import static dev.seaworthy.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

    private static final String POOL = "jdbc/unpooled-connection";
    private static final Finding KEPT = open("unpooled-connection-000000000001", POOL, Severity.BLOCKER);
    private static final Finding GONE = open("unpooled-connection-000000000002", POOL, Severity.HIGH);
    private static final Finding FRESH = open("unpooled-connection-000000000003", POOL, Severity.MEDIUM);
    /** Its rule had nothing to judge. */
    private static final Finding UNSEEN = open("plain-http-000000000004", "http/plain-http", Severity.HIGH);

    @TempDir
    Path directory;

    @Test
    void says_what_is_new_fixed_and_the_same() throws IOException {
        String before = write(directory.resolve("a.json"), report(true, KEPT, GONE, UNSEEN));
        String after = write(directory.resolve("b.json"), report(true, KEPT, FRESH));

        Prompt diff = Prompt.run("diff", before, after);

        assertThat(diff.status()).isZero();
        String rest = " jdbc:postgresql://db/shop # one\n";
        assertThat(diff.out())
                .isEqualTo("new     com/acme/Dao.java:31 medium jdbc/unpooled-connection" + rest
                        + "fixed   com/acme/Dao.java:31 high jdbc/unpooled-connection" + rest
                        + "unknown com/acme/Dao.java:31 high http/plain-http" + rest
                        + "same    com/acme/Dao.java:31 blocker jdbc/unpooled-connection" + rest
                        + "seaworthy: 1 new, 1 fixed, 1 the same, 1 not judged again\n");
        assertThat(Prompt.run("diff", before, after, "--fail-on", "high").status())
                .isZero();
        assertThat(Prompt.run("diff", before, after, "--fail-on", "medium").status())
                .isEqualTo(2);
        JsonObject json = JsonParser.parseString(
                        Prompt.run("diff", before, after, "--format", "json").out())
                .getAsJsonObject();
        assertThat(json.getAsJsonArray("new").get(0).getAsJsonObject().get("id").getAsString())
                .isEqualTo(FRESH.id());
        assertThat(json.getAsJsonArray("fixed")).hasSize(1);
    }

    @Test
    void only_what_is_confirmed_is_compared_and_a_killed_run_fixes_nothing() throws IOException {
        Finding suspected = Samples.finding("x-000000000005", POOL, Severity.HIGH, State.SUSPECTED, Status.OPEN);
        String before = write(directory.resolve("a.json"), report(true, GONE, suspected));
        String killed = write(directory.resolve("b.json"), report(false));
        Finding accepted = FRESH.with(Status.SUPPRESSED, null);
        String quiet = write(directory.resolve("c.json"), report(true, GONE, accepted));

        assertThat(Prompt.run("diff", before, killed).out())
                .endsWith("seaworthy: 0 new, 0 fixed, 0 the same, 1 not judged again\n");
        Prompt diff = Prompt.run("diff", before, quiet, "--fail-on", "low");
        assertThat(diff.status()).isZero();
        assertThat(diff.out()).contains(" (suppressed)\n").endsWith("seaworthy: 1 new, 0 fixed, 1 the same\n");
        assertThat(Prompt.run("diff", before).status()).isEqualTo(3);
        assertThat(Prompt.run("diff", before, "missing.json").status()).isEqualTo(3);
    }
}

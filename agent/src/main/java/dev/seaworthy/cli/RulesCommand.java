package dev.seaworthy.cli;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.config.Spelling;
import dev.seaworthy.finding.RuleCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Lists the rules.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar rules --area jdbc",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class RulesCommand implements Callable<Integer> {

    /** How the list is written. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--area", paramLabel = "AREA", description = "only the rules of this area, such as jdbc")
    private @Nullable String area;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException {
        List<RuleCard> chosen = new ArrayList<>();
        TreeSet<String> areas = new TreeSet<>();
        for (RuleCard card : Catalogue.cards()) {
            areas.add(card.area());
            if (area == null || area.toLowerCase(Locale.ROOT).equals(card.area())) {
                chosen.add(card);
            }
        }
        if (chosen.isEmpty()) {
            String typed = String.valueOf(area);
            throw new ParameterException(
                    spec.commandLine(),
                    "no area '" + typed + "'; known are " + String.join(", ", areas) + Spelling.hint(typed, areas));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            json(out, chosen);
        } else {
            for (RuleCard card : chosen) {
                out.printf("%-32s %-8s %s%n", card.id(), card.severity().label(), card.summary());
            }
        }
        return ExitStatus.CLEAN;
    }

    private static void json(PrintWriter out, List<RuleCard> cards) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setIndent("  ");
        json.beginArray();
        for (RuleCard card : cards) {
            json.beginObject();
            json.name("rule").value(card.id());
            json.name("area").value(card.area());
            json.name("severity").value(card.severity().label());
            json.name("default").value(card.onByDefault());
            json.name("summary").value(card.summary());
            json.name("fix").value(card.fix());
            json.endObject();
        }
        json.endArray();
        json.flush();
        out.println();
    }
}

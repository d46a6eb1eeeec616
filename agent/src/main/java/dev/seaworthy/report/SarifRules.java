package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.util.List;

/** The catalogue as SARIF's {@code tool.driver.rules}. */
final class SarifRules {

    private static final int LONGEST_DESCRIPTION = 1_024;

    private SarifRules() {}

    static void write(JsonWriter json, List<RuleCard> catalogue) throws IOException {
        json.name("rules").beginArray();
        for (RuleCard card : catalogue) {
            rule(json, card);
        }
        json.endArray();
    }

    /** SARIF knows three levels; what works only on localhost and what breaks under load are errors. */
    static String level(Severity severity) {
        return switch (severity) {
            case BLOCKER, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    private static void rule(JsonWriter json, RuleCard card) throws IOException {
        RulePage page = RulePage.of(card);
        String why = page.why().isEmpty() ? card.summary() + "." : page.why();
        json.beginObject();
        json.name("id").value(card.id());
        json.name("name").value(card.type().getSimpleName());
        text(json, "shortDescription", card.summary());
        text(json, "fullDescription", begin(why));
        json.name("help").beginObject();
        json.name("text").value(card.fix() + "\n\n" + why);
        json.name("markdown").value(page.markdown());
        json.endObject();
        json.name("defaultConfiguration").beginObject();
        json.name("enabled").value(card.onByDefault());
        json.name("level").value(level(card.severity()));
        json.endObject();
        json.name("properties").beginObject();
        json.name("precision").value(card.precision().label());
        json.name("problem.severity").value(problem(card.severity()));
        boolean security = !card.cwe().isEmpty();
        if (security) {
            json.name("security-severity").value(score(card.severity()));
        }
        json.name("tags").beginArray();
        json.value(card.area());
        json.value(security ? "security" : "reliability");
        for (int cwe : card.cwe()) {
            json.value("external/cwe/cwe-" + (cwe < 100 ? (cwe < 10 ? "00" : "0") : "") + cwe);
        }
        json.endArray();
        json.endObject();
        json.endObject();
    }

    /** As many sentences as GitHub takes. */
    private static String begin(String text) {
        if (text.length() <= LONGEST_DESCRIPTION) {
            return text;
        }
        int stop = text.lastIndexOf(". ", LONGEST_DESCRIPTION - 1);
        return stop > 0 ? text.substring(0, stop + 1) : text.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }

    private static void text(JsonWriter json, String name, String text) throws IOException {
        json.name(name).beginObject().name("text").value(text).endObject();
    }

    private static String problem(Severity severity) {
        return switch (severity) {
            case BLOCKER, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "recommendation";
        };
    }

    /** The middle of the range that GitHub calls critical, high, medium and low. */
    private static String score(Severity severity) {
        return switch (severity) {
            case BLOCKER -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
            case INFO -> "1.0";
        };
    }
}

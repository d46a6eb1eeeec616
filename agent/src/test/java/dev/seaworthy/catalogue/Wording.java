package dev.seaworthy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How everything that users read is worded: the glossary, and what a message and a fix look like. */
public final class Wording {

    /** What reads as translated, and what an engineer would write. */
    private static final Map<Pattern, String> INSTEAD = new LinkedHashMap<>();

    static {
        put("(is|are|was|were) told|tells? of|told of", "report, is reported");
        put("(find|finds|found|has|have) no (more )?room", "was dropped: the limit of N was reached");
        put("who asks|who(so)?ever", "the caller, callers that");
        put("goes? on|went on", "so far, still waiting, continues");
        put("only where|where (no|not|nobody|nothing|there (is|are))", "if");
        put(
                "(finding|object|one|class|hook|sensor|rule|line) an? (line|finding|sensor|rule|row|file|hook|hooked)",
                "per finding, one per line");
        put("for ever", "forever");
        put("by hand", "without a pool, in code, yourself");
        put("(?<!there )(is|are) no(?! longer| more)", "is not a");
        put("(give|gives|given|gave|giving) (it |them |one )?back|(came|come|comes) back", "was closed, is returned");
        put("(became|become|becomes) garbage", "was garbage-collected while open");
        put("(the|its|their|each) endings?|that end in", "extension, format");
        put("wants|is wanted|are wanted here", "needs");
        put("pieces? of work", "unit of work");
        put("any more", "no longer");
        put("start-up", "startup");
        put("(\\d+) of the \\2", "one number");
        put("behaviour|\\w*(recogn|normal|serial|initial|author)is(e|ed|es|ing)|colours?", "American spelling");
    }

    private static final int LONGEST_LINE = 460;

    private Wording() {}

    /** A finding's message, beside which target and place stand in every output. */
    public static void message(String message, String target, String place) {
        assertThat(message).as("message").matches("(?s)[\\p{Lu}\\d].*[^.]").doesNotContain("\n", ". ");
        if (!target.isEmpty()) {
            assertThat(message.contains(target))
                    .as("message repeats its target: " + message)
                    .isFalse();
        }
        assertThat(message).as("message repeats its place").doesNotContain(place);
        assertThat(translated(message)).isEmpty();
    }

    /** A finding in the log: each part once, in its order, on one line that is not longer than it has to be. */
    public static void line(String line, String target, String place, String route) {
        String where = place.isEmpty() ? "" : " at " + Pattern.quote(place);
        String about = target.isEmpty() ? "" : " " + Pattern.quote(target);
        String unit = route.isEmpty() ? "" : "( \\[" + Pattern.quote(route) + "])?";
        assertThat(line)
                .as("line of log")
                .matches("[-0-9:.TZ]{24} WARN \\[seaworthy] [a-z]+/[-a-z0-9]+ (blocker|high|medium|low|info)" + where
                        + about + ": [\\p{Lu}\\d].*[^.]" + unit + "\\. Fix: \\p{Lu}.*\\. \\(details: java -jar"
                        + " seaworthy-agent\\.jar explain [a-z]+/[-a-z0-9]+\\)");
        int counted = line.length() - target.length() - place.length() - route.length();
        assertThat(counted).as("line without target, place and route: " + line).isLessThan(LONGEST_LINE);
    }

    /** One imperative sentence. */
    public static void fix(String fix) {
        assertThat(fix)
                .as("fix")
                .matches("\\p{Lu}.*\\.")
                .doesNotMatch("(The|An?|This|It|You|There|Please|Consider)\\b.*");
        assertThat(fix.substring(0, fix.length() - 1)).as("one sentence").doesNotContain(". ", "\n");
        assertThat(translated(fix)).isEmpty();
    }

    /** Phrases of a text that read as translated, each with what to write instead. */
    public static List<String> translated(String text) {
        List<String> found = new ArrayList<>();
        INSTEAD.forEach((phrase, instead) -> {
            for (Matcher matcher = phrase.matcher(text); matcher.find(); ) {
                int from = Math.max(0, matcher.start() - 30);
                int to = Math.min(text.length(), matcher.end() + 30);
                found.add("'" + matcher.group() + "' in '…" + text.substring(from, to) + "…': write " + instead);
            }
        });
        return found;
    }

    private static void put(String phrase, String instead) {
        INSTEAD.put(Pattern.compile("\\b(" + phrase + ")\\b", Pattern.CASE_INSENSITIVE), instead);
    }
}

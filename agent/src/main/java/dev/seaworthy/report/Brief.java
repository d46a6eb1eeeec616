package dev.seaworthy.report;

import dev.seaworthy.observation.Place;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messages and fixes at the length of a line of log; report and page have them in full. A fix says what is essential
 * before its semicolon.
 */
final class Brief {

    private static final int LONGEST_MESSAGE = 70;
    private static final int LONGEST_FIX = 60;
    private static final int LONGEST_ROUTE = 80;
    /** What is shorter says too little by itself. */
    private static final int SHORTEST = 20;

    /** Words that begin a reason or an alternative; without it, the advice is the same. */
    private static final String[] REASONS = {" so that ", " instead of ", " because ", " such as "};

    /** Words that begin what a sight means, which the rule's page says as well. */
    private static final String[] MEANINGS = {", which ", ", because ", ", so "};

    private Brief() {}

    /**
     * What was seen; if it is long, without a second sentence, then what it means, then what stands in parentheses.
     *
     * @param at where, which stands beside it: places nearby are named by what differs
     */
    static String message(String message, @Nullable Place at) {
        return brief(at == null ? message : near(message, at));
    }

    /** With {@code line 93} for {@code com.acme.Orders.sale(Orders.java:93)}, and {@code Orders} for its class. */
    private static String near(String message, Place at) {
        String name = at.className();
        if (!message.contains(name)) {
            return message;
        }
        String lines = Pattern.quote(name + ".") + "[^\\s()]+\\(" + Pattern.quote(at.file() + ":") + "(\\d+)\\)";
        return Pattern.compile(lines)
                .matcher(message)
                .replaceAll("line $1")
                .replace(name, name.substring(name.lastIndexOf('.') + 1));
    }

    private static String brief(String message) {
        int end = message.length() <= LONGEST_MESSAGE ? -1 : message.indexOf("; ", SHORTEST);
        String brief = end < 0 ? message : message.substring(0, end);
        for (String meaning : MEANINGS) {
            if (brief.length() > LONGEST_MESSAGE) {
                brief = without(brief, meaning, "");
            }
        }
        return brief.length() <= LONGEST_MESSAGE ? brief : withoutParentheses(brief);
    }

    /**
     * What to do first, with a full stop; without reasons and then without parentheses if it is long.
     *
     * @param at where, which stands beside it
     */
    static String fix(String fix, @Nullable Place at) {
        return briefFix(at == null ? fix : near(fix, at));
    }

    private static String briefFix(String fix) {
        int end = fix.indexOf("; ", SHORTEST);
        String first = end < 0 ? fix : fix.substring(0, end);
        String brief = first.endsWith(".") ? first : first.concat(".");
        for (String reason : REASONS) {
            if (brief.length() > LONGEST_FIX) {
                brief = without(brief, reason, ".");
            }
        }
        return brief.length() <= LONGEST_FIX ? brief : withoutParentheses(brief);
    }

    static String route(String route) {
        return route.length() <= LONGEST_ROUTE
                ? route
                : route.substring(0, LONGEST_ROUTE).concat("…");
    }

    /** Leaves out the clause that begins so, up to the next comma or the end, after which stands {@code stop}. */
    private static String without(String sentence, String word, String stop) {
        int from = sentence.indexOf(word, SHORTEST);
        if (from < 0) {
            return sentence;
        }
        int comma = sentence.indexOf(',', from + word.length());
        String rest = comma < 0 ? stop : sentence.substring(comma);
        String head = sentence.substring(0, from);
        return (head.endsWith(",") ? head.substring(0, head.length() - 1) : head).concat(rest);
    }

    /** Leaves out each " (…)" behind a word; parentheses of a call and of a calculation stay. */
    private static String withoutParentheses(String text) {
        StringBuilder kept = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth > 0) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (text.startsWith(" (", i) && i > 0 && text.charAt(i - 1) != '×') {
                depth = 1;
                i++;
            } else {
                kept.append(c);
            }
        }
        return depth > 0 ? text : kept.toString();
    }
}

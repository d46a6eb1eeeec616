package dev.seaworthy.report;

/** Messages and fixes at the length of a line of log; report and page have them in full. */
final class Brief {

    private static final int LONGEST_MESSAGE = 70;
    private static final int LONGEST_FIX = 70;
    private static final int LONGEST_ROUTE = 80;
    /** What is shorter says too little by itself. */
    private static final int SHORTEST = 20;

    /** Words that begin a reason or an alternative; without it, the advice is the same. */
    private static final String[] REASONS = {" so that ", " instead of ", " because ", " such as "};

    /** Words that begin what a sight means, which the rule's page says as well. */
    private static final String[] MEANINGS = {", which ", ", because ", ", so "};

    private Brief() {}

    /** What was seen; if it is long, without a second sentence, then what it means, then what stands in parentheses. */
    static String message(String message) {
        int end = message.length() <= LONGEST_MESSAGE ? -1 : message.indexOf("; ", SHORTEST);
        String brief = end < 0 ? message : message.substring(0, end);
        for (String meaning : MEANINGS) {
            if (brief.length() > LONGEST_MESSAGE) {
                brief = without(brief, meaning, "");
            }
        }
        return brief.length() <= LONGEST_MESSAGE ? brief : withoutParentheses(brief);
    }

    /** What to do, with a full stop; without parentheses and then without reasons if it is long. */
    static String fix(String fix) {
        String whole = fix.endsWith(".") ? fix : fix.concat(".");
        String brief = whole.length() <= LONGEST_FIX ? whole : withoutParentheses(whole);
        for (String reason : REASONS) {
            if (brief.length() > LONGEST_FIX) {
                brief = without(brief, reason, ".");
            }
        }
        return brief;
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

    /** Leaves out each " (…)"; parentheses of a call stay. */
    private static String withoutParentheses(String text) {
        StringBuilder kept = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth > 0) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (text.startsWith(" (", i)) {
                depth = 1;
                i++;
            } else {
                kept.append(c);
            }
        }
        return depth > 0 ? text : kept.toString();
    }
}

package dev.seaworthy.rule.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by the words of its name whether the lines of a table stand for themselves: what happened is written down there,
 * and is true whether or not the rest is committed. A part of a word says nothing: {@code blog_post}, {@code login}.
 */
final class Records {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Each of them alone tells. */
    private static final Set<String> SURE = Set.of(
            "log",
            "logs",
            "audit",
            "audits",
            "auditing",
            "outbox",
            "history",
            "histories",
            "changelog",
            "sequence",
            "sequences",
            "seq",
            "generator",
            "hilo");

    /** They tell with the name of what they are about, or beside a word that says whose they are. */
    private static final Set<String> POSSIBLE = Set.of("event", "events", "journal", "journals");

    private static final Set<String> OWNERS = Set.of(
            "domain",
            "system",
            "security",
            "application",
            "app",
            "integration",
            "access",
            "activity",
            "change",
            "message",
            "stored",
            "store",
            "publication",
            "queue",
            "dispatch");

    /** Written in one word with {@code log}. */
    private static final Set<String> LOGGED = Set.of(
            "access",
            "action",
            "activity",
            "api",
            "change",
            "error",
            "event",
            "mail",
            "message",
            "request",
            "security",
            "system",
            "transaction",
            "user");

    private Records() {}

    /** The tables among those that one unit of work wrote that hold more than records. */
    static List<String> without(List<String> tables) {
        List<String> others = new ArrayList<>();
        for (String table : tables) {
            if (!isRecord(table, tables)) {
                others.add(table);
            }
        }
        return others;
    }

    private static boolean isRecord(String table, List<String> written) {
        String[] words = BETWEEN_WORDS.split(table);
        for (String word : words) {
            if (SURE.contains(word) || isCompound(word)) {
                return true;
            }
        }
        String last = words.length == 0 ? "" : words[words.length - 1];
        for (String word : words) {
            if (POSSIBLE.contains(word) && (words.length == 1 || isOwned(words))) {
                return true;
            }
        }
        return POSSIBLE.contains(last) && isAbout(table, last, written);
    }

    private static boolean isOwned(String[] words) {
        for (String word : words) {
            if (OWNERS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** {@code order_event} where {@code orders} is written, too. */
    private static boolean isAbout(String table, String last, List<String> written) {
        String subject = singular(table.substring(0, table.length() - last.length()));
        for (String other : written) {
            if (!other.equals(table) && !subject.isEmpty() && singular(other).equals(subject)) {
                return true;
            }
        }
        return false;
    }

    /** Without the ending of the plural and all that is no letter or number. */
    private static String singular(String name) {
        String plain = BETWEEN_WORDS.matcher(name).replaceAll("");
        if (plain.endsWith("ies")) {
            return plain.substring(0, plain.length() - 3) + "y";
        }
        return plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static boolean isCompound(String word) {
        String plain = word.endsWith("logs") ? word.substring(0, word.length() - 1) : word;
        return plain.endsWith("log") && LOGGED.contains(plain.substring(0, plain.length() - 3))
                || plain.endsWith("outbox")
                || plain.endsWith("history")
                || plain.startsWith("audit") && plain.endsWith("log");
    }
}

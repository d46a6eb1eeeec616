package dev.seaworthy.context;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes numbers that stand for a person or for a person's money and are proven by check digits: payment cards, and the
 * national ids of which form and check digits leave least to chance. Reads a text forwards once. Thread-safe; keeps nothing.
 */
public final class PersonalData {

    /** Kind of a payment card's number. */
    public static final String CARD = "card number";

    private static final String NIR = "French NIR";
    private static final String CHINESE = "Chinese resident id";
    private static final String FISCAL = "Italian codice fiscale";
    private static final String CPF = "Brazilian CPF";
    private static final Set<String> KINDS = Set.of(CARD, NIR, CHINESE, FISCAL, CPF);

    private static final int LONGEST_TEXT = 1 << 16;
    private static final int SHORTEST = 14;
    private static final int LONGEST = 19;
    private static final int GROUP = 4;

    /** How digits of cards are grouped, where they are. */
    private static final int[][] GROUPS = {{4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}, {4, 4, 4, 4, 3}};

    private final SaltedHash hash = new SaltedHash();

    /**
     * What was found in a text.
     *
     * @param kind what it is
     * @param length characters, without those between groups of digits
     * @param proven whether its check digits are right; if not, it only has the form, and is something else
     * @param print tells different values apart; made with a salt of this process, says nothing about the value
     */
    public record Hit(String kind, int length, boolean proven, long print) {}

    /** Whether a kind of what was found is one of these. */
    public static boolean isKind(String kind) {
        return KINDS.contains(kind);
    }

    /** The first that is proven; else the first that only has the form; null if there is neither. */
    public @Nullable Hit find(String text) {
        Hit refuted = null;
        int end = Math.min(text.length(), LONGEST_TEXT);
        int at = 0;
        while (at < end) {
            if (!isWord(text.charAt(at))) {
                at++;
                continue;
            }
            int next = word(text, at, end);
            Hit hit = begins(text, at) ? at(text, at, next, end) : null;
            if (hit != null && hit.proven) {
                return hit;
            }
            refuted = refuted == null ? hit : refuted;
            at = next;
        }
        return refuted;
    }

    private static int word(String text, int from, int end) {
        int at = from;
        while (at < end && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What the word from {@code from} to {@code to} is, with words behind it if they are groups of one number. */
    private @Nullable Hit at(String text, int from, int to, int end) {
        return switch (to - from) {
            case 3 ->
                NationalIds.isCpfForm(text, from, end) && ends(text, from + NationalIds.CPF_LENGTH, end)
                        ? hit(CPF, digits(text, from, from + NationalIds.CPF_LENGTH), NationalIds::isCpf)
                        : null;
            case GROUP -> grouped(text, from, end);
            default ->
                to - from >= SHORTEST && to - from <= LONGEST && ends(text, to, end)
                        ? whole(text.substring(from, to))
                        : null;
        };
    }

    private @Nullable Hit whole(String word) {
        if (isCard(word)) {
            return hit(CARD, word, PersonalData::isLuhn);
        }
        if (NationalIds.isNirForm(word)) {
            return hit(NIR, word, NationalIds::isNir);
        }
        if (NationalIds.isChineseForm(word)) {
            return hit(CHINESE, word, NationalIds::isChinese);
        }
        return NationalIds.isFiscalForm(word) ? hit(FISCAL, word, NationalIds::isFiscal) : null;
    }

    private Hit hit(String kind, String value, Predicate<String> check) {
        return new Hit(kind, value.length(), check.test(value), hash.of(value, 0, value.length()));
    }

    private @Nullable Hit grouped(String text, int from, int end) {
        boolean joined = from + GROUP < end && " -".indexOf(text.charAt(from + GROUP)) >= 0;
        if (!joined || !NationalIds.areDigits(text, from, from + GROUP)) {
            return null;
        }
        for (int[] groups : GROUPS) {
            int to = grouped(text, from, end, groups);
            String digits = to < 0 || !ends(text, to, end) ? "" : digits(text, from, to);
            if (isCard(digits)) {
                return hit(CARD, digits, PersonalData::isLuhn);
            }
        }
        return null;
    }

    /** Where groups of these sizes end, all with the same character between them; -1 if they are others. */
    private static int grouped(String text, int from, int end, int[] groups) {
        char between = text.charAt(from + GROUP);
        int at = from;
        for (int i = 0; i < groups.length; i++) {
            if (i > 0) {
                if (at >= end || text.charAt(at) != between) {
                    return -1;
                }
                at++;
            }
            int to = word(text, at, end);
            if (to - at != groups[i]) {
                return -1;
            }
            at = to;
        }
        return at;
    }

    private static String digits(String text, int from, int to) {
        StringBuilder digits = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (isWord(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    /** Whether it has the issuer's digits of a card and as many as this issuer's cards have today. */
    private static boolean isCard(String word) {
        int length = word.length();
        if (length < SHORTEST || length > LONGEST || !NationalIds.areDigits(word, 0, length)) {
            return false;
        }
        int four = Integer.parseInt(word.substring(0, 4));
        int two = four / 100;
        return switch (length) {
            case 14 -> two == 36 || two == 38 || two == 39 || four >= 3000 && four <= 3059;
            case 15 -> two == 34 || two == 37;
            case 16 ->
                two / 10 == 4
                        || two >= 51 && two <= 55
                        || four >= 2221 && four <= 2720
                        || four == 6011
                        || two == 65
                        || four >= 6440 && four <= 6499
                        || four >= 3528 && four <= 3589
                        || two == 62;
            default -> two == 62;
        };
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /** Whether what stands there can begin a number: it is not the rest of an id, a fraction, an amount or a telephone number. */
    private static boolean begins(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        boolean joined = at > 1 && isWord(text.charAt(at - 2));
        return before != '+'
                && before != '#'
                && before != '_'
                && !((before == '-' || before == '.' || before == ',') && joined);
    }

    private static boolean ends(String text, int at, int end) {
        if (at >= end) {
            return true;
        }
        char after = text.charAt(at);
        boolean joined = at + 1 < end && isWord(text.charAt(at + 1));
        return after != '_' && !isWord(after) && !((after == '-' || after == '.' || after == ',') && joined);
    }

    private static boolean isWord(char c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c > 0x7f && Character.isLetter(c);
    }
}

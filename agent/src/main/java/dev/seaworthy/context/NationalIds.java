package dev.seaworthy.context;

/** Forms and check digits of national ids that are hard to meet by chance: each holds a date or is written in one way only. */
final class NationalIds {

    /** {@code 123.456.789-09}. */
    static final int CPF_LENGTH = 14;

    private static final String CPF = "000.000.000-00";
    private static final String FISCAL = "AAAAAA00A00A000A";
    private static final String FISCAL_MONTHS = "ABCDEHLMPRST";

    /** What a character at an odd place counts, from 0 or A on. */
    private static final int[] FISCAL_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private static final int[] CHINESE_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHINESE_CHECKS = "10X98765432";

    private NationalIds() {}

    /** Whether a Brazilian tax number may begin there, as people write it. */
    static boolean isCpfForm(String text, int from, int end) {
        return from + CPF_LENGTH <= end && hasForm(text.substring(from, from + CPF_LENGTH), CPF);
    }

    /** Of its eleven digits, the last two are right. */
    static boolean isCpf(String digits) {
        boolean same = true;
        for (int i = 1; i < digits.length(); i++) {
            same &= digits.charAt(i) == digits.charAt(0);
        }
        return !same
                && cpfCheck(digits, 9) == digits.charAt(9) - '0'
                && cpfCheck(digits, 10) == digits.charAt(10) - '0';
    }

    private static int cpfCheck(String digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (digits.charAt(i) - '0') * (length + 1 - i);
        }
        return sum * 10 % 11 % 10;
    }

    /** A French number of 15 digits: sex, year, month, department, place, number, and two that check. */
    static boolean isNirForm(String word) {
        return word.length() == 15
                && areDigits(word, 0, 15)
                && (word.charAt(0) == '1' || word.charAt(0) == '2')
                && isBetween(number(word, 3, 5), 1, 12)
                && number(word, 5, 7) > 0
                && number(word, 5, 7) != 96;
    }

    static boolean isNir(String word) {
        return 97 - number(word, 0, 13) % 97 == number(word, 13, 15);
    }

    /** A Chinese number of 18 characters: region, date of birth, number, and one that checks. */
    static boolean isChineseForm(String word) {
        return word.length() == 18
                && areDigits(word, 0, 17)
                && (word.charAt(17) == 'X' || areDigits(word, 17, 18))
                && isBetween(number(word, 0, 2), 11, 82)
                && isBetween(number(word, 6, 10), 1900, 2099)
                && isBetween(number(word, 10, 12), 1, 12)
                && isBetween(number(word, 12, 14), 1, 31);
    }

    static boolean isChinese(String word) {
        int sum = 0;
        for (int i = 0; i < CHINESE_WEIGHTS.length; i++) {
            sum += CHINESE_WEIGHTS[i] * (word.charAt(i) - '0');
        }
        return CHINESE_CHECKS.charAt(sum % 11) == word.charAt(17);
    }

    /** An Italian code of 16 characters: name, date of birth, sex, place, and one that checks. */
    static boolean isFiscalForm(String word) {
        return word.length() == FISCAL.length()
                && hasForm(word, FISCAL)
                && FISCAL_MONTHS.indexOf(word.charAt(8)) >= 0
                && (isBetween(number(word, 9, 11), 1, 31) || isBetween(number(word, 9, 11), 41, 71));
    }

    static boolean isFiscal(String word) {
        int sum = 0;
        for (int i = 0; i < word.length() - 1; i++) {
            char c = word.charAt(i);
            int value = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? FISCAL_ODD[value] : value;
        }
        return word.charAt(word.length() - 1) == 'A' + sum % 26;
    }

    /** Where the form has 0 there is a digit, where it has A a capital letter, and anything else as it is. */
    private static boolean hasForm(String text, String form) {
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            boolean fits = switch (form.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case 'A' -> c >= 'A' && c <= 'Z';
                default -> c == form.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long number(String text, int from, int to) {
        return Long.parseLong(text, from, to, 10);
    }

    private static boolean isBetween(long value, int least, int most) {
        return value >= least && value <= most;
    }
}

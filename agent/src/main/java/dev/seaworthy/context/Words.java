package dev.seaworthy.context;

/** The words of a name: a part of a word says nothing, {@code catalog} is no log and {@code remove} no move. */
public final class Words {

    private Words() {}

    /** In lower case with one space between: humps, and signs that are neither letter nor digit, stand between words. */
    public static String of(String name) {
        StringBuilder spaced = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean gap = !Character.isLetterOrDigit(c);
            if ((gap || isHump(name, i)) && spaced.length() > 0 && spaced.charAt(spaced.length() - 1) != ' ') {
                spaced.append(' ');
            }
            if (!gap) {
                spaced.append(Character.toLowerCase(c));
            }
        }
        return spaced.toString();
    }

    /** {@code PDFWriter} and {@code pdfWriter} are two words each. */
    private static boolean isHump(String name, int at) {
        if (at == 0 || !Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        char before = name.charAt(at - 1);
        return Character.isLowerCase(before)
                || Character.isUpperCase(before)
                        && at + 1 < name.length()
                        && Character.isLowerCase(name.charAt(at + 1));
    }

    /**
     * Whether a word of {@code name} begins with one of these, which may be several words, and end with a space where the
     * word must end there.
     */
    public static boolean anyBegins(String name, String... beginnings) {
        String spaced = " ".concat(of(name)).concat(" ");
        for (String one : beginnings) {
            if (spaced.contains(" ".concat(one))) {
                return true;
            }
        }
        return false;
    }
}

package dev.seaworthy.context;

/** Names that are made up at each start: each would be another finding each time. */
public final class MadeUpNames {

    private static final int LENGTH = 36;

    private MadeUpNames() {}

    /** The same with a star for the first UUID in it. */
    public static String withoutUuid(String name) {
        for (int i = 0; i + LENGTH <= name.length(); i++) {
            if (isUuid(name, i)) {
                return name.substring(0, i) + "*" + name.substring(i + LENGTH);
            }
        }
        return name;
    }

    private static boolean isUuid(String name, int from) {
        for (int i = 0; i < LENGTH; i++) {
            char c = name.charAt(from + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}

package dev.seaworthy.config;

/** Names of packages in a setting. Loaded only where there are any. */
final class PackageNames {

    private PackageNames() {}

    /** Whether each part of a list is one, or a star. */
    static boolean areAll(String list) {
        for (String part : list.split(",")) {
            if (!part.isBlank() && !part.trim().equals("*") && !isOne(part.trim())) {
                return false;
            }
        }
        return true;
    }

    /** Names with a dot between, and a dot or a star at the end if one likes. */
    private static boolean isOne(String text) {
        int end = text.endsWith("*") ? text.length() - 1 : text.length();
        boolean name = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? !name : !Character.isJavaIdentifierPart(c)) {
                return false;
            }
            name = c != '.';
        }
        return end > 0;
    }
}

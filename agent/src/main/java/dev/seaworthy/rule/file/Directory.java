package dev.seaworthy.rule.file;

/** The directory that a finding is about. */
final class Directory {

    private static final int LONGEST = 200;

    private Directory() {}

    /**
     * The directory of a file, up to the first part of it that differs from upload to upload: {@code /srv/uploads} for
     * {@code /srv/uploads/2026/11/22/a.png} and for {@code /srv/uploads/4f1c…/a.png}.
     */
    static String of(String path) {
        String plain = path.replace('\\', '/');
        int end = plain.lastIndexOf('/');
        int from = 0;
        while (from < end) {
            int slash = plain.indexOf('/', from + 1);
            if (isVariable(plain, from + 1, slash)) {
                end = from;
                break;
            }
            from = slash;
        }
        String directory = end <= 0 ? "/" : path.substring(0, end);
        return directory.length() > LONGEST ? directory.substring(0, LONGEST) : directory;
    }

    /** A number, or eight and more hexadecimal digits with a decimal one among them: a date, an id, a hash. */
    private static boolean isVariable(String path, int from, int to) {
        int decimals = 0;
        int digits = 0;
        int others = 0;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c >= '0' && c <= '9') {
                decimals++;
            }
            if (Character.digit(c, 16) >= 0) {
                digits++;
            } else if (c != '-' && c != '_') {
                others++;
            }
        }
        return others == 0 && decimals > 0 && (decimals == digits || digits >= 8);
    }

    /** Whether what lies there is made anew from other data when it is missing, so that its loss costs time only. */
    static boolean isCache(String path) {
        for (String part : path.replace('\\', '/').split("/")) {
            if (part.equals("cache") || part.equals(".cache") || part.equals("caches") || part.equals("index")) {
                return true;
            }
        }
        return false;
    }
}

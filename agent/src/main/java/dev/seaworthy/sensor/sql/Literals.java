package dev.seaworthy.sensor.sql;

import java.util.ArrayList;
import java.util.List;

/** The literals of one SQL text of whatever dialect, and which of its characters are plain code: no literal, comment or quoted name. */
public final class Literals {

    public static final int LONGEST_READ = 20_000;
    private static final int MOST = 256;

    /** A literal without its quotes, with doubled quotes and escapes taken back. */
    record Literal(String text, boolean number) {}

    final List<Literal> all = new ArrayList<>();

    private final String sql;
    private final boolean backslash;
    private final boolean[] code;
    private int at;
    private String word = "";

    private Literals(String sql, boolean backslash) {
        this.sql = sql;
        this.backslash = backslash;
        this.code = new boolean[sql.length()];
    }

    /** @param backslash whether the dialect escapes by a backslash in each string */
    static Literals read(String sql, boolean backslash) {
        Literals read = new Literals(sql, backslash);
        read.run();
        return read;
    }

    /** Whether all characters from {@code from} to before {@code to} are plain code. */
    boolean isCode(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!code[i]) {
                return false;
            }
        }
        return true;
    }

    private void run() {
        int end = Math.min(sql.length(), LONGEST_READ);
        while (at < end) {
            char c = sql.charAt(at);
            char next = at + 1 < end ? sql.charAt(at + 1) : ' ';
            if (c == '-' && next == '-') {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? end : line;
            } else if (c == '/' && next == '*') {
                int close = sql.indexOf("*/", at + 2);
                at = close < 0 ? end : close + 2;
            } else if (c == '\'') {
                at++;
                string(backslash);
            } else if (c == '"' || c == '`') {
                int close = sql.indexOf(c, at + 1);
                at = close < 0 ? end : close + 1;
            } else if (c == '$' && dollar()) {
                word = "";
            } else if (Character.isDigit(c)) {
                number();
            } else if (isPart(c)) {
                word();
            } else {
                code[at++] = true;
            }
        }
    }

    static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@';
    }

    private void word() {
        int from = at;
        while (at < sql.length() && isPart(sql.charAt(at))) {
            code[at++] = true;
        }
        word = sql.substring(from, at);
        if (at < sql.length() && sql.charAt(at) == '\'' && word.length() == 1) {
            at++;
            string(backslash || word.equalsIgnoreCase("E"));
        }
    }

    private void string(boolean escapes) {
        StringBuilder text = new StringBuilder();
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\'') {
                if (at >= sql.length() || sql.charAt(at) != '\'') {
                    break;
                }
                at++;
            } else if (c == '\\' && escapes && at < sql.length()) {
                c = sql.charAt(at++);
            }
            text.append(c);
        }
        add(text.toString(), false);
    }

    /** PostgreSQL's {@code $tag$…$tag$}. */
    private boolean dollar() {
        int close = sql.indexOf('$', at + 1);
        for (int i = at + 1; i < close; i++) {
            char c = sql.charAt(i);
            if (!Character.isLetter(c) && c != '_') {
                return false;
            }
        }
        if (close < 0) {
            return false;
        }
        String tag = sql.substring(at, close + 1);
        int end = sql.indexOf(tag, close + 1);
        add(sql.substring(close + 1, end < 0 ? sql.length() : end), false);
        at = end < 0 ? sql.length() : end + tag.length();
        return true;
    }

    private void number() {
        int from = at;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
        // A page's bounds, and what is compared with a mapper's alias, are numbers that mappers write themselves.
        if (!isBound(word) && !isMappers(from)) {
            add(sql.substring(from, at), true);
        }
    }

    /** Whether what stands before is {@code item0_.id =} or {@code i1_0.id =}, as no person names a table. */
    private boolean isMappers(int number) {
        int i = number - 1;
        while (i > 0 && " =<>!(".indexOf(sql.charAt(i)) >= 0) {
            i--;
        }
        while (i > 0 && isPart(sql.charAt(i))) {
            i--;
        }
        if (i < 3 || sql.charAt(i) != '.') {
            return false;
        }
        int end = i - 1;
        int digits = end;
        while (digits > 0 && Character.isDigit(sql.charAt(digits))) {
            digits--;
        }
        return sql.charAt(digits) == '_' && (digits < end || Character.isDigit(sql.charAt(digits - 1)));
    }

    private static boolean isBound(String word) {
        return word.equalsIgnoreCase("limit")
                || word.equalsIgnoreCase("offset")
                || word.equalsIgnoreCase("top")
                || word.equalsIgnoreCase("first")
                || word.equalsIgnoreCase("next")
                || word.equalsIgnoreCase("rownum");
    }

    private void add(String text, boolean number) {
        word = "";
        if (all.size() < MOST) {
            all.add(new Literal(text, number));
        }
    }
}

package dev.seaworthy.sensor.sql;

import java.util.Locale;

/** Reads one SQL text of whatever dialect, once: takes out literals, comments and space, and sees what it does. */
final class SqlText {

    /** How statements begin, or which functions they call, that take what lasts as long as the connection. */
    private static final String[] LASTING = {
        "listen ", "pg_advisory_lock", "pg_try_advisory_lock", "get_lock", "sp_getapplock", "dbms_lock"
    };

    private static final int LONGEST = 300;
    private static final int LONGEST_READ = 20_000;
    private static final int WORD = 1;
    private static final int LITERAL = 2;
    private static final int OTHER = 3;

    private final String sql;
    private final StringBuilder text = new StringBuilder(LONGEST);
    private int at;
    private long hash = 1469598103934665603L;
    private char last = ' ';
    private boolean cut;

    // Where a list of literals began, so that it can be folded.
    private boolean afterLiteral;
    private boolean afterComma;
    /** Whether the word that is being looked at is the later part of a name. */
    private boolean afterDot;

    private Verb verb = Verb.OTHER;
    private boolean verbKnown;
    private boolean inWith;
    private int depth;
    private String before = "";
    private String readTable = "";
    private String writtenTable = "";
    private String object = "";
    /** Whether the table of an index comes next. */
    private boolean indexed;

    private int tables;
    private boolean limited;
    private boolean where;
    private boolean grouped;
    private boolean literal;
    private boolean metadata;
    private boolean selecting;
    private boolean aggregates;
    private boolean plainColumns;

    private SqlText(String sql) {
        this.sql = sql;
    }

    static Shape read(String sql) {
        SqlText reader = new SqlText(sql);
        reader.run();
        return reader.shape();
    }

    private Shape shape() {
        boolean select = verb == Verb.SELECT;
        String table = writtenTable.isEmpty() ? readTable : writtenTable;
        boolean probe = select && readTable.isEmpty() && !aggregates || readTable.equals("dual") && tables <= 1;
        if (cut) {
            text.setLength(LONGEST - 1);
            text.append('…');
        }
        return new Shape(
                text.toString().trim(),
                // A text with literals is another one than that with parameters in their place.
                (literal ? hash * 31 + 1 : hash) | 1,
                verb,
                table,
                limited,
                where,
                select && aggregates && !plainColumns && !grouped,
                metadata || probe,
                literal,
                isLasting(text),
                verb.isDdl() ? object : "");
    }

    private static boolean isLasting(StringBuilder text) {
        for (String sign : LASTING) {
            for (int i = 0; i + sign.length() <= text.length(); i++) {
                boolean here = true;
                for (int j = 0; here && j < sign.length(); j++) {
                    here = Character.toLowerCase(text.charAt(i + j)) == sign.charAt(j);
                }
                if (here) {
                    return true;
                }
                if (sign.endsWith(" ")) {
                    break; // a statement of its own: it begins so
                }
            }
        }
        return false;
    }

    private void run() {
        int end = Math.min(sql.length(), LONGEST_READ);
        while (at < end) {
            char c = sql.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (c == '-' && next() == '-') {
                at = lineEnd();
            } else if (c == '#' && (at == 0 || sql.charAt(at - 1) <= ' ') && next() <= ' ') {
                at = lineEnd();
            } else if (c == '/' && next() == '*') {
                int close = sql.indexOf("*/", at + 2);
                at = close < 0 ? end : close + 2;
            } else if (c == '\'') {
                string('\'');
            } else if (c == '$' && dollar()) {
                literal();
            } else if (c == '"' || c == '`') {
                quotedName(c);
            } else if (c == '[' && (last == '.' || last == ' ' || Character.isLetter(last)) && bracketed()) {
                quotedName(']');
            } else if (Character.isDigit(c) || c == '.' && Character.isDigit(next())) {
                number();
            } else if (Character.isLetter(c) || c == '_' || c == '@') {
                word();
            } else {
                symbol(c);
            }
        }
        if (sql.length() > end) {
            cut = true;
            hash = hash * 31 + sql.length();
        }
    }

    private char next() {
        return at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
    }

    private int lineEnd() {
        int line = sql.indexOf('\n', at);
        return line < 0 ? sql.length() : line + 1;
    }

    private boolean bracketed() {
        int close = sql.indexOf(']', at);
        return close > at + 1 && (Character.isLetter(sql.charAt(at + 1)) || sql.charAt(at + 1) == '_');
    }

    private void string(char quote) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote) {
                if (at < sql.length() && sql.charAt(at) == quote) {
                    at++;
                } else {
                    break;
                }
            }
        }
        literal();
    }

    /** PostgreSQL's {@code $tag$…$tag$}; {@code $1} is a parameter. */
    private boolean dollar() {
        int close = sql.indexOf('$', at + 1);
        if (close < 0 || Character.isDigit(next())) {
            return false;
        }
        for (int i = at + 1; i < close; i++) {
            if (!Character.isLetterOrDigit(sql.charAt(i)) && sql.charAt(i) != '_') {
                return false;
            }
        }
        String tag = sql.substring(at, close + 1);
        int end = sql.indexOf(tag, close + 1);
        at = end < 0 ? sql.length() : end + tag.length();
        return true;
    }

    private void number() {
        int from = at;
        while (at < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(at))
                        || sql.charAt(at) == '.'
                        || (sql.charAt(at) == '-' || sql.charAt(at) == '+')
                                && (sql.charAt(at - 1) | 0x20) == 'e'
                                && at > from)) {
            at++;
        }
        literal();
    }

    private void literal() {
        literal = true;
        parameter();
    }

    /** A literal or a parameter; a list of them is one. */
    private void parameter() {
        if (afterLiteral && afterComma) {
            afterComma = false;
            return;
        }
        put("?", LITERAL);
        afterLiteral = true;
        afterComma = false;
    }

    private void symbol(char c) {
        at++;
        if (c == '?') {
            // ?| and ?& are operators of PostgreSQL; ?? is how JDBC writes one
            parameter();
            return;
        }
        if (c == ':' && Character.isLetter(sql.length() > at ? sql.charAt(at) : ' ') && last != ':') {
            while (at < sql.length() && Character.isLetterOrDigit(sql.charAt(at))) {
                at++;
            }
            parameter();
            return;
        }
        if (c == ',' && afterLiteral) {
            afterComma = true;
            return;
        }
        if (c == ';' && at >= sql.stripTrailing().length()) {
            return;
        }
        if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
        }
        if (selecting && depth == 0 && c == '*' && !before.equals("count")) {
            plainColumns = true;
        }
        flushComma();
        if (c == ',' && isAfterFrom()) {
            // from a, b
            tables++;
        }
        put(String.valueOf(c), OTHER);
        afterLiteral = false;
    }

    private boolean isAfterFrom() {
        return depth == 0
                && !readTable.isEmpty()
                && !selecting
                && !where
                && !grouped
                && verb == Verb.SELECT
                && !before.equals("by");
    }

    private void flushComma() {
        if (afterComma) {
            afterComma = false;
            put(",", OTHER);
        }
    }

    private void quotedName(char close) {
        int from = ++at;
        int end = sql.indexOf(close, from);
        at = end < 0 ? sql.length() : end + 1;
        String name = sql.substring(from, end < 0 ? sql.length() : end);
        flushComma();
        afterLiteral = false;
        afterDot = last == '.';
        put(name, WORD);
        name(name.toLowerCase(Locale.ROOT));
    }

    private void word() {
        int from = at;
        while (at < sql.length() && isPart(sql.charAt(at))) {
            at++;
        }
        String written = sql.substring(from, at);
        if (at < sql.length() && sql.charAt(at) == '\'' && written.length() <= 2) {
            // N'…', E'…', X'…', DATE is longer
            string('\'');
            return;
        }
        flushComma();
        afterLiteral = false;
        afterDot = last == '.';
        put(written, WORD);
        name(written.toLowerCase(Locale.ROOT));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@';
    }

    /** A word in lower case, quoted or not. */
    private void name(String word) {
        if (!verbKnown) {
            first(word);
        } else {
            see(word);
        }
        before = word;
    }

    private void first(String word) {
        if (word.equals("with")) {
            inWith = true;
            return;
        }
        if (inWith && depth > 0) {
            see(word);
            return;
        }
        Verb said = Verb.of(word);
        if (inWith && said == Verb.OTHER || word.equals("explain") && !inWith) {
            return;
        }
        verb = said;
        verbKnown = true;
        selecting = verb == Verb.SELECT;
    }

    private void see(String word) {
        switch (word) {
            case "limit", "offset", "top", "rownum" -> limited |= !selecting || word.equals("top");
            case "first", "next" -> limited |= before.equals("fetch");
            case "where" -> where |= depth <= 0 || inWith;
            case "by" -> grouped |= before.equals("group") && depth <= 0;
            case "to" -> {
                if (verb == Verb.ROLLBACK) {
                    verb = Verb.OTHER; // to a savepoint
                }
            }
            case "savepoint" -> verb = verb == Verb.ROLLBACK ? Verb.OTHER : verb;
            case "count", "sum", "min", "max", "avg", "exists" -> {
                aggregates |= selecting && depth <= 0;
                return;
            }
            default -> {}
        }
        if (word.equals("from")) {
            selecting &= depth > 0;
        } else if (selecting && depth <= 0 && !isNoColumn(word)) {
            plainColumns = true;
        }
        if (word.equals("pg_catalog") || word.equals("information_schema") || word.equals("sys") && last == '.') {
            metadata = true;
        }
        if (isMetadataTable(word) && isTableFollowing()) {
            metadata = true;
        }
        table(word);
    }

    private boolean isNoColumn(String word) {
        return word.equals("distinct")
                || word.equals("all")
                || word.equals("as")
                || before.equals("as")
                || word.equals("coalesce")
                || word.equals("filter")
                || word.equals("over");
    }

    private static boolean isMetadataTable(String word) {
        return word.startsWith("pg_")
                || word.startsWith("sqlite_")
                || word.startsWith("all_tab")
                || word.startsWith("user_tab")
                || word.equals("sysibm")
                || word.equals("sys")
                || word.equals("sysdummy1");
    }

    private boolean isTableFollowing() {
        return before.equals("from") || before.equals("join");
    }

    private void table(String word) {
        if (afterDot && !previousName.isEmpty()) {
            // schema.table: the later part is the table
            boolean written = previousName.equals(writtenTable);
            if (object.endsWith(" " + previousName)) {
                object = object.substring(0, object.length() - previousName.length()) + word;
            }
            if (written) {
                writtenTable = word;
            } else if (previousName.equals(readTable)) {
                readTable = word;
            }
            previousName = word;
            return;
        }
        previousName = "";
        if (verb.isDdl()) {
            ddl(word);
            return;
        }
        boolean read = before.equals("from") || before.equals("join");
        boolean written = before.equals("into")
                || verb == Verb.UPDATE && before.equals("update")
                || verb == Verb.DELETE && before.equals("from") && writtenTable.isEmpty() && depth <= 0
                || verb == Verb.UPDATE && before.equals("only") && writtenTable.isEmpty();
        if (verb == Verb.DELETE && before.equals("delete") && !word.equals("from")) {
            written = true; // Oracle, SQL Server
        }
        if (isKeyword(word)) {
            return;
        }
        if (written && (verb.isWrite() || verb == Verb.SELECT && before.equals("into"))) {
            writtenTable = writtenTable.isEmpty() ? word : writtenTable;
            previousName = word;
        } else if (read) {
            tables++;
            readTable = readTable.isEmpty() ? word : readTable;
            previousName = word;
        }
    }

    private String previousName = "";

    private static boolean isKeyword(String word) {
        return switch (word) {
            case "select", "from", "set", "only", "lateral", "values", "ignore", "into", "unnest", "overwrite" -> true;
            default -> false;
        };
    }

    /** {@code create unique index if not exists i on t}: the kind, then the name. */
    private void ddl(String word) {
        switch (word) {
            case "table",
                    "index",
                    "view",
                    "sequence",
                    "schema",
                    "database",
                    "type",
                    "function",
                    "procedure",
                    "trigger",
                    "role",
                    "user",
                    "column",
                    "constraint" -> {
                if (object.isEmpty()) {
                    object = word;
                }
                return;
            }
            case "if",
                    "not",
                    "exists",
                    "only",
                    "concurrently",
                    "unique",
                    "or",
                    "replace",
                    "materialized",
                    "unlogged" -> {
                return;
            }
            case "on" -> {
                indexed = object.equals("index") || object.startsWith("index ") && writtenTable.isEmpty();
                if (indexed) {
                    return;
                }
            }
            case "temp", "temporary", "global", "local" -> {
                object = object.isEmpty() && !word.equals("global") && !word.equals("local") ? "temporary" : object;
                return;
            }
            default -> {}
        }
        if (indexed) {
            indexed = false;
            object = object.equals("index") ? "index " + word : object;
            writtenTable = word;
            previousName = word;
            return;
        }
        if (verb == Verb.TRUNCATE && object.isEmpty()) {
            object = "table";
        }
        if (object.equals("temporary")) {
            object = "temporary table";
        }
        if (!object.isEmpty() && !object.contains(" ") || object.equals("temporary table")) {
            object += " " + word;
            writtenTable = object.startsWith("table ") || object.startsWith("temporary ") ? word : writtenTable;
            previousName = word;
        }
    }

    private void put(String token, int kind) {
        for (int i = 0; i < token.length(); i++) {
            hash = (hash ^ Character.toLowerCase(token.charAt(i))) * 1099511628211L;
        }
        hash = (hash ^ ' ') * 1099511628211L;
        char first = token.charAt(0);
        boolean tight = text.length() == 0
                || first == ','
                || first == ')'
                || first == '.'
                || last == '('
                || last == '.'
                || first == '(' && kind == OTHER && !isWordy()
                || kind == OTHER && isOperator(first) && isOperator(last);
        if (!tight) {
            append(' ');
        }
        for (int i = 0; i < token.length(); i++) {
            append(token.charAt(i));
        }
        last = token.isEmpty() ? last : token.charAt(token.length() - 1);
    }

    private boolean isWordy() {
        return last == ',' || last == '=' || last == '>' || last == '<' || isSpacedWord();
    }

    /** {@code IN (}, {@code VALUES (}, {@code AND (}; a function's name has none. */
    private boolean isSpacedWord() {
        return switch (before) {
            case "in", "values", "and", "or", "not", "on", "from", "where", "as", "using", "exists" -> true;
            default -> false;
        };
    }

    private static boolean isOperator(char c) {
        return c == '<' || c == '>' || c == '=' || c == '!' || c == '|' || c == ':' || c == '&';
    }

    private void append(char c) {
        if (text.length() >= LONGEST) {
            cut = true;
        } else {
            text.append(c);
        }
    }
}

package dev.seaworthy.sensor.log;

import dev.seaworthy.context.SecretBook;
import dev.seaworthy.observation.DetailLogged.Kind;
import org.jspecify.annotations.Nullable;

/** Knows what events show that are meant for development, by the names of known loggers and by their messages. */
final class Detailed {

    /** Loggers of SQL, and of its values. */
    private static final String[] SQL = {
        "org.hibernate.SQL",
        "org.hibernate.orm.jdbc",
        "org.hibernate.type.descriptor",
        "org.springframework.jdbc.core.JdbcTemplate",
        "org.springframework.jdbc.core.StatementCreatorUtils",
        "org.jooq.tools.LoggerListener",
        "org.eclipse.persistence.sql",
        "eclipselink.logging.sql",
        "jdbc.sqlonly",
        "jdbc.sqltiming",
        "p6spy"
    };

    /** Loggers of what goes over the wire. */
    private static final String[] WIRE = {
        "org.apache.http.wire",
        "org.apache.http.headers",
        "org.apache.hc.client5.http.wire",
        "org.apache.hc.client5.http.headers",
        "httpclient.wire",
        "jdk.httpclient.HttpClient",
        "jdk.internal.httpclient",
        "okhttp3.logging",
        "okhttp3.OkHttpClient",
        "sun.net.www.protocol.http.HttpURLConnection"
    };

    private static final String[] VERBS = {"select ", "insert into ", "update ", "delete from ", "merge into "};

    /** What interceptors that show headers end each message with, and what marks raw bytes and headers. */
    private static final String[] HEADERS = {"--> END ", "<-- END ", "HEADERS:", ">> \"", "<< \"", ">> Authorization:"};

    private static final String[] METHODS = {"GET ", "POST ", "PUT ", "PATCH ", "DELETE "};

    /** In front of what came with a request, as servers' frameworks and their filters write it. */
    private static final String[] BROUGHT = {", parameters={", ", headers={", ", headers=[", ", payload="};

    /** What stands there instead of values that are kept back. */
    private static final String MASKED = "masked";

    private static final int LONGEST_PREFIX = 24;
    private static final int LATEST_METHOD = 64;

    private Detailed() {}

    /** By the name of the logger. */
    static Kind kindOf(String logger) {
        return startsWithAny(logger, WIRE) ? Kind.WIRE : startsWithAny(logger, SQL) ? Kind.SQL : Kind.STEPS;
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** By a message, as it was written. */
    static Kind kind(@Nullable String message) {
        return message == null
                ? Kind.STEPS
                : showsHeaders(message) ? Kind.WIRE : isSql(message) ? Kind.SQL : Kind.STEPS;
    }

    /** Whether it is the end of a message of HTTP that was logged line by line, headers and all: at whatever level. */
    static boolean endsMessage(@Nullable String message) {
        // OkHttp's arrows have two dashes, Feign's three.
        return message != null && (message.contains("-> END ") || message.contains("-- END "));
    }

    static boolean showsHeaders(@Nullable String message) {
        for (int i = 0; message != null && i < HEADERS.length; i++) {
            if (message.contains(HEADERS[i])) {
                return true;
            }
        }
        return showsRequest(message);
    }

    /** Whether it is one line for a request, with the values of its parameters or headers, or its body: at whatever level. */
    static boolean showsRequest(@Nullable String message) {
        if (message == null || !namesRequest(message)) {
            return false;
        }
        for (String brought : BROUGHT) {
            int from = message.indexOf(brought) + brought.length();
            if (from >= brought.length()
                    && from < message.length()
                    && "}]".indexOf(message.charAt(from)) < 0
                    && shows(message, from, brought.endsWith("=") ? message.length() : end(message, from))) {
                return true;
            }
        }
        return false;
    }

    /** Whether values stand there that nobody has kept back; of some that were, the others are meant to be seen, but for secrets. */
    private static boolean shows(String message, int from, int end) {
        int masked = message.indexOf(MASKED, from);
        if (masked < 0 || masked >= end) {
            return true;
        }
        for (int at = from; at < end; at++) {
            if ((message.charAt(at) == ':' || message.charAt(at) == '=') && namesSecret(message, from, at)) {
                int value = at + 1;
                while (value < end && "\"[ ".indexOf(message.charAt(value)) >= 0) {
                    value++;
                }
                if (value < end && !message.startsWith(MASKED, value) && ",]}\"".indexOf(message.charAt(value)) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean namesSecret(String message, int from, int end) {
        int to = message.charAt(end - 1) == '"' ? end - 1 : end;
        int start = to;
        while (start > from && isNamePart(message.charAt(start - 1))) {
            start--;
        }
        String name = message.substring(start, Math.max(start, to));
        return name.equalsIgnoreCase("authorization")
                || name.regionMatches(true, name.length() - 6, "cookie", 0, 6)
                || SecretBook.isSecretName(name);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    /** Where what was opened before {@code from} is closed; the end of the message if it is not. */
    private static int end(String message, int from) {
        int depth = 1;
        boolean quoted = false;
        for (int at = from; at < message.length(); at++) {
            char c = message.charAt(at);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return message.length();
    }

    /** {@code GET "/orders…}, {@code Before request [GET /orders…}. */
    private static boolean namesRequest(String message) {
        for (String method : METHODS) {
            int at = message.indexOf(method);
            int path = at + method.length();
            if (at >= 0 && at < LATEST_METHOD && path < message.length() && "\"/".indexOf(message.charAt(path)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A statement, with a few words in front: {@code ==>  Preparing: SELECT …}. */
    private static boolean isSql(String message) {
        int from = 0;
        while (from < message.length() && !Character.isLetter(message.charAt(from)) && from < LONGEST_PREFIX) {
            from++;
        }
        int colon = message.indexOf(": ", from);
        return startsWithVerb(message, from)
                || colon > 0 && colon - from < LONGEST_PREFIX && startsWithVerb(message, colon + 2);
    }

    /** {@code select … from} and {@code update … set}: these verbs begin English sentences, too. */
    private static boolean startsWithVerb(String message, int from) {
        for (String verb : VERBS) {
            if (message.regionMatches(true, from, verb, 0, verb.length())) {
                String clause = verb.equals("select ") ? " from " : verb.equals("update ") ? " set " : " ";
                return contains(message, clause, from);
            }
        }
        return false;
    }

    private static boolean contains(String message, String clause, int from) {
        for (int i = from; i + clause.length() <= message.length(); i++) {
            if (message.regionMatches(true, i, clause, 0, clause.length())) {
                return true;
            }
        }
        return false;
    }
}

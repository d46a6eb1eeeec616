package dev.seaworthy.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts: what looks like one by where it stands, then what is known to be one. Thread-safe as far as
 * the operator for known secrets is. Bounds every text, too.
 */
public final class Redaction {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private static final int LONGEST = 1_000;
    /** What is not shown need not be looked at, but what is shown may begin a secret that ends behind it. */
    private static final int LONGEST_READ = 10_000;

    private static final int MOST = 50;
    private static final int DEEPEST = 4;

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#\\s\"'<>]*@");
    private static final Pattern HEADER =
            Pattern.compile("(?i)\\b(authorization[\"']?\\s*+[:=]\\s*+[\"']?(?:[a-z]++\\s++)?+)[^\\s\"',;]++");
    // What is before and behind the dot is looked at once, from where it begins.
    private static final Pattern JWT =
            Pattern.compile("(?<![\\w-])(?=[\\w-]++\\.[\\w-])([\\w-]*?)\\beyJ[\\w-]{5,}+\\.[\\w-]++(?:\\.[\\w-]*+)?+");
    private static final String WORDS = "passw|passphrase|passwd|pwd|secret|token|api[-_.]?key|access[-_.]?key"
            + "|private[-_.]?key|credential|signature|session[-_.]?id";
    private static final String WHOLE = "(?:pass|auth|sig|key|jsessionid)(?![\\w.-])";
    // Looked at once from its beginning, however long it is: a name is taken whole and never given back.
    private static final String NAME = "(?<![\\w.-])(?:(?=[\\w.-]*?(?:" + WORDS + "))|(?=" + WHOLE + "))[\\w.-]++";
    // A placeholder such as ${DB_PASSWORD} or <password> is no secret. A quotation that does not end was cut off.
    private static final Pattern ASSIGNED = Pattern.compile("(?i)(" + NAME
            + "(?:=|[\"']\\s*+[:=]\\s*+))(?![\"']?(?:\\$\\{|<|…|\\*\\*\\*))"
            + "(?:\"[^\"]*+(?:\"|$)|'[^']*+(?:'|$)|[^\\s&;,)\"'}\\]]++)");

    private final UnaryOperator<String> known;

    /** @param known replaces the secrets that are known by value */
    public Redaction(UnaryOperator<String> known) {
        this.known = known;
    }

    /** The text without secrets, at most 1,000 characters. */
    public String text(String text) {
        try {
            // Known secrets go first: a longer text may hold one across the cut.
            String clean = known.apply(text);
            clean = byShape(clean.length() <= LONGEST_READ ? clean : clean.substring(0, LONGEST_READ));
            return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
        } catch (RuntimeException | StackOverflowError failed) {
            return "(not shown: it could not be checked for secrets)";
        }
    }

    /** Evidence without secrets: numbers and booleans as they are, the rest as text. */
    public Object value(Object value) {
        return value(value, 0);
    }

    /** Takes out what looks like a secret by where it stands. */
    public static String byShape(String text) {
        boolean assigns = text.indexOf('=') >= 0 || text.indexOf(':') >= 0;
        String clean = text;
        if (assigns) {
            clean = USER_INFO.matcher(clean).replaceAll(MASK + "@");
            clean = JdbcLogin.masked(clean);
            clean = HEADER.matcher(clean).replaceAll("$1" + MASK);
            clean = ASSIGNED.matcher(clean).replaceAll("$1" + MASK);
        }
        return clean.contains("eyJ") ? JWT.matcher(clean).replaceAll("$1" + MASK) : clean;
    }

    private Object value(Object value, int depth) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : String.valueOf(number);
        }
        if (value instanceof Number number) {
            return number.longValue() == number.doubleValue() ? number.longValue() : (Object) number.doubleValue();
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (depth < DEEPEST && value instanceof Iterable<?> list) {
            List<Object> clean = new ArrayList<>();
            for (Object part : list) {
                if (clean.size() < MOST) {
                    clean.add(value(part, depth + 1));
                }
            }
            return clean;
        }
        if (depth < DEEPEST && value instanceof Map<?, ?> map) {
            Map<String, Object> clean = new LinkedHashMap<>();
            map.forEach((name, part) -> {
                if (clean.size() < MOST && part != null) {
                    clean.put(text(String.valueOf(name)), value(part, depth + 1));
                }
            });
            return clean;
        }
        return value instanceof Iterable<?> || value instanceof Map<?, ?> ? "…" : text(String.valueOf(value));
    }
}

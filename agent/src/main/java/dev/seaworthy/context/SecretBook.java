package dev.seaworthy.context;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that are known to be secret, or have the form of one. Thread-safe, bounded; hands out no value. */
public final class SecretBook {

    /** Kind of a setting from the environment. */
    public static final String ENVIRONMENT_VARIABLE = "environment variable";

    /** Kind of a Java system property. */
    public static final String SYSTEM_PROPERTY = "system property";

    /** Kind of a session's id that the server handed out. */
    public static final String SESSION_ID = "session id";

    /** Kind of a credential that was sent along with a call. */
    public static final String HTTP_CREDENTIAL = "HTTP credential";

    /** Values kept at most; later ones are not learned. */
    static final int MOST = 1024;

    /** Of these, values that come with the traffic, so that there is always room for a setting's or a database's. */
    static final int MOST_PASSING = MOST / 2;

    /** Characters of one text that are looked at. */
    private static final int LONGEST_TEXT = 1 << 16;

    private final Drops drops;
    private final PassingSecrets passing = new PassingSecrets();
    private volatile SecretValues values = SecretValues.NONE;
    private volatile int full;
    private volatile boolean filled;
    private int passed;
    private final SaltedHash hash = new SaltedHash();

    /**
     * What was found in a text.
     *
     * @param kind what it is, such as {@code JWT}
     * @param name what it is called; empty where only its form gave it away
     * @param length characters
     * @param known whether the value itself is known, not only its form
     * @param print tells different values apart; made with a salt of this process, says nothing about the value
     */
    public record Hit(String kind, String name, int length, boolean known, long print) {}

    /** @param drops who counts values beyond the limit */
    SecretBook(Drops drops) {
        this.drops = drops;
    }

    /**
     * Learns the environment variables and system properties. Runs on the thread of the first print or log event, so that
     * no secret slips by (12 ms once, cold, on a machine where a JVM takes 260 ms to say hello): no lambdas, streams or regular
     * expressions on this path.
     */
    void fill() {
        learnAll(ENVIRONMENT_VARIABLE, System.getenv());
        refresh();
        filled = true;
    }

    /** Whether environment variables and system properties were learned. */
    boolean isFilled() {
        return filled;
    }

    /** Learns the system properties that were set since. For the agent's thread. */
    public void refresh() {
        learnAll(SYSTEM_PROPERTY, properties());
    }

    /**
     * Adds a value. Ignored when shorter than 8 characters, a well-known default, a path, a number, a reference to a
     * secret, or a plain word that other settings name as well. The scheme in front of an {@code Authorization} value is
     * left out. Of a token that came with the traffic and that its form gives away, only its print is remembered.
     */
    public void learn(String kind, String name, @Nullable String value) {
        if (value == null || value.length() < SecretValues.WINDOW) {
            return;
        }
        String lower = value.substring(0, SecretValues.WINDOW).toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ") || lower.startsWith("basic ") || lower.startsWith("token ")) {
            String bare = value.substring(value.indexOf(' ')).trim();
            learn(kind, name, bare);
            if (lower.startsWith("basic ")) {
                learnPassword(kind, name, bare);
            }
            return;
        }
        long print = hash.of(value, 0, value.length());
        boolean passes = isPassing(kind);
        if (passes && SecretForms.isWhole(value)) {
            passing.learn(print, kind, name);
            return;
        }
        if (values.has(value) || !SecretNames.isPlausible(value)) {
            return;
        }
        boolean word = SecretNames.isPlainWord(value);
        if (word && (SecretNames.occursIn(System.getenv(), value) || SecretNames.occursIn(properties(), value))) {
            return;
        }
        if (!add(new SecretValues.Entry(kind, name, print, value, word), value, passes)) {
            drops.dropped("secret-book", 1);
        }
    }

    private static boolean isPassing(String kind) {
        return kind.equals(HTTP_CREDENTIAL) || kind.equals(SESSION_ID);
    }

    /** False where there is no room. The lock is never held while anything is called that is not ours. */
    private synchronized boolean add(SecretValues.Entry entry, String value, boolean passes) {
        if (values.has(value)) {
            return true;
        }
        int limit = passes ? MOST_PASSING : MOST;
        if ((passes ? passed : values.size()) >= limit) {
            full = Math.max(full, limit);
            return false;
        }
        values = values.with(entry);
        passed += passes ? 1 : 0;
        return true;
    }

    /** What to say of a limit that was reached; null where none was. */
    public @Nullable String fullness() {
        int limit = full;
        return limit == 0
                ? null
                : "secret book is full: the limit of " + limit
                        + (limit == MOST ? " values" : " credentials and session ids")
                        + " was reached; those seen later are not searched for";
    }

    /** The first secret in {@code text}, a known one before one that only has the form; null where there is none. */
    public @Nullable Hit find(CharSequence text) {
        String whole = bounded(text);
        SecretValues known = values;
        long match = known.next(whole, 0, whole.length());
        if (match >= 0) {
            SecretValues.Entry entry = known.entry(match);
            return new Hit(entry.kind, entry.name, entry.length(), true, entry.print);
        }
        SecretForms.Span span = SecretForms.first(whole);
        if (span == null) {
            return null;
        }
        int length = span.end() - span.start();
        long print = hash.of(whole, span.start(), span.end());
        PassingSecrets.Passing seen = passing.of(print);
        return seen == null
                ? new Hit(span.kind(), "", length, false, print)
                : new Hit(seen.kind(), seen.name(), length, true, print);
    }

    /** Whether a setting, parameter or header of that name holds a secret. */
    public static boolean isSecretName(String name) {
        return SecretNames.isSecret(name);
    }

    /** Whether the value of a {@link Hit} with that print is known by now. */
    public boolean knows(long print) {
        return values.hasPrint(print);
    }

    /** The text with every secret replaced by its kind and length: {@code <JWT, 214 characters>}. */
    public String redact(String text) {
        List<SecretForms.Span> spans = new ArrayList<>();
        SecretValues known = values;
        for (long match = known.next(text, 0, text.length()); match >= 0; ) {
            int start = SecretValues.start(match);
            SecretValues.Entry entry = known.entry(match);
            spans.add(new SecretForms.Span(entry.kind, start, start + entry.length()));
            match = known.next(text, start + 1, text.length());
        }
        for (int form = 0; form < SecretForms.forms(); form++) {
            SecretForms.Span span = SecretForms.next(form, text, 0);
            while (span != null) {
                spans.add(span);
                span = SecretForms.next(form, text, span.end());
            }
        }
        if (spans.isEmpty()) {
            return text;
        }
        spans.sort(java.util.Comparator.comparingInt(SecretForms.Span::start));
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int i = 0; i < spans.size(); ) {
            SecretForms.Span first = spans.get(i);
            int end = first.end();
            for (i++; i < spans.size() && spans.get(i).start() < end; i++) {
                end = Math.max(end, spans.get(i).end());
            }
            out.append(text, done, first.start()).append('<').append(first.kind());
            out.append(", ").append(end - first.start()).append(" characters>");
            done = end;
        }
        return out.append(text, done, text.length()).toString();
    }

    /** How many values it knows, and none of them. */
    @Override
    public String toString() {
        return "SecretBook of " + values.size();
    }

    private void learnAll(String kind, Map<String, String> settings) {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (setting.getValue().contains("://") || setting.getValue().startsWith("jdbc:")) {
                learnFromUrl(kind, setting.getKey(), setting.getValue());
            } else if (SecretNames.isSecret(setting.getKey())
                    && !SecretReferences.isNameOfSecret(setting.getKey(), setting.getValue())) {
                learn(kind, setting.getKey(), setting.getValue());
            }
        }
    }

    /** The passwords in {@code DATABASE_URL=postgres://shop:…@db/shop?password=…}. */
    private void learnFromUrl(String kind, String name, String url) {
        SecretForms.Span before = SecretForms.userInfo(url, 0);
        if (before != null) {
            learn(kind, name, url.substring(before.start(), before.end()));
        }
        SecretForms.Span parameter = NamedPasswords.next(url, 0);
        if (parameter != null) {
            learn(kind, name, url.substring(parameter.start(), parameter.end()));
        }
    }

    private void learnPassword(String kind, String name, String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                learn(kind, name, pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException notBase64) {
            // then it is no user and password, and the value itself is known already
        }
    }

    private static Map<String, String> properties() {
        Map<String, String> all = new HashMap<>();
        try {
            for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
                if (property.getKey() instanceof String name && property.getValue() instanceof String value) {
                    all.put(name, value);
                }
            }
        } catch (RuntimeException replacedByTheApplication) {
            // an application may put its own Properties there; what it has shown so far will do
        }
        return all;
    }

    private static String bounded(CharSequence text) {
        return text instanceof String whole && whole.length() <= LONGEST_TEXT
                ? whole
                : text.subSequence(0, Math.min(text.length(), LONGEST_TEXT)).toString();
    }
}

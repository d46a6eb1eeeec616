package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.ForeignProperties;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.sensor.Late;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What DataSources say of themselves. Their fields are read at once; their getters are the application's code, which may
 * fetch a token or never return, so that each is called at most once per object, on a thread that may wait forever, and
 * never one for a password. Thread-safe, bounded; keeps no DataSource alive.
 */
public final class SourceAnswers {

    private static final int MOST = 1_000;
    private static final int LONGEST = 500;
    private static final String NOTHING = "";
    private static final Getter PROPERTIES = Getter.accessible("getConnectionProperties");
    private static final String[] SECRET = {"pass", "pwd", "secret", "token", "credential", "key"};

    private final Late late;
    private final WeakStates<Answers> answers;

    /** What one of them answered. */
    private static final class Answers {
        volatile boolean isAsked;
        volatile SourceGetters.@Nullable Said said;
        volatile @Nullable Map<String, String> properties;
        final Map<String, String> others = new ConcurrentHashMap<>();
    }

    public SourceAnswers(Late late, Drops drops) {
        answers = new WeakStates<>(MOST, "jdbc.sources", drops);
        this.late = late;
    }

    /** What is known of it now; where its fields do not name its database its getters are asked for later. Any thread. */
    SourceGetters.Said of(Object source) {
        SourceGetters.Said read = SourceFields.read(source);
        if (read.isEnough()) {
            return read;
        }
        Answers known = answers(source);
        if (known != null && claim(known)) {
            WeakReference<Object> asked = new WeakReference<>(source);
            late.ask(() -> ask(asked.get(), known));
        }
        SourceGetters.Said said = known == null ? null : known.said;
        return said == null ? read : read.or(said);
    }

    /** The same after it was asked; only on a thread that may wait forever. */
    public SourceGetters.Said asked(Object source) {
        SourceGetters.Said read = SourceFields.read(source);
        Answers known = read.isEnough() ? null : answers(source);
        if (known == null) {
            return read;
        }
        if (claim(known)) {
            ask(source, known);
        }
        SourceGetters.Said said = known.said;
        return said == null ? read : read.or(said);
    }

    private static void ask(@Nullable Object source, Answers into) {
        if (source != null) {
            into.said = SourceGetters.ask(source);
        }
    }

    /** What its getter of that setting says, null where there is none; only on a thread that may wait forever. */
    @Nullable
    String setting(Object source, String name) {
        Answers known = answers(source);
        if (known == null || name.isEmpty() || name.indexOf('.') >= 0 || name.indexOf('_') >= 0) {
            return null;
        }
        String before = known.others.putIfAbsent(name, NOTHING);
        if (before == null) {
            String tail = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            // Asked once for each object: not worth keeping a getter for.
            String value = text(Getter.accessible("get" + tail, "is" + tail).read(source));
            before = value == null ? NOTHING : value;
            known.others.put(name, before);
        }
        return before.isEmpty() ? null : before;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    /** Its properties for connections, by names in lower case, without secrets; as {@link #setting}. */
    Map<String, String> properties(Object source) {
        Answers known = answers(source);
        if (known == null) {
            return Map.of();
        }
        Map<String, String> before = known.properties;
        if (before == null) {
            known.properties = Map.of();
            before = PROPERTIES.read(source) instanceof Properties all
                    ? copy(all)
                    : Map.of();
            known.properties = before;
        }
        return before;
    }

    private static Map<String, String> copy(Properties all) {
        Map<String, String> copy = new HashMap<>();
        for (String name : ForeignProperties.names(all)) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = isSecret(lower) ? null : ForeignProperties.property(all, name);
            if (value != null && value.length() <= LONGEST) {
                copy.put(lower, value.trim());
            }
        }
        return copy;
    }

    private static boolean isSecret(String lower) {
        for (String part : SECRET) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** Null where there are too many. */
    private synchronized @Nullable Answers answers(Object source) {
        Answers known = answers.get(source);
        if (known == null) {
            Answers fresh = new Answers();
            known = answers.put(source, fresh) ? fresh : null;
        }
        return known;
    }

    private synchronized boolean claim(Answers known) {
        boolean first = !known.isAsked;
        known.isAsked = true;
        return first;
    }
}

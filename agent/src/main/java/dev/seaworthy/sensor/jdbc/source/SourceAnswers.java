package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.ForeignSettings;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.sensor.Late;
import java.lang.ref.WeakReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What DataSources say of themselves. Their fields are read at once; their getters are the application's code, which may
 * fetch a token or never return, so that each is called at most once per object, on a thread that may wait forever, and
 * never one for a password. Thread-safe, bounded; keeps no DataSource alive.
 */
public final class SourceAnswers {

    private static final int MOST = 1_000;
    private static final Getter PROPERTIES = Getter.accessible("getConnectionProperties");

    private final Late late;
    private final WeakStates<Answers> answers;

    /** What one of them answered. */
    private static final class Answers extends ForeignSettings {
        volatile boolean isAsked;
        volatile SourceGetters.@Nullable Said said;
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
        return known == null ? null : known.get(source, name);
    }

    /** Its properties for connections, by names in lower case, without secrets; as {@link #setting}. */
    Map<String, String> properties(Object source) {
        Answers known = answers(source);
        return known == null ? Map.of() : known.properties(source, PROPERTIES);
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

package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/** What a call asks for, and how often its client tried so far. Filled as the call begins; may hold a secret. */
public final class Errand {

    private final Tries tries = new Tries();
    private @Nullable String path;
    private @Nullable String query;
    private int request;
    private boolean asksForHeaders;
    private volatile @Nullable Boolean keyed;

    void clear() {
        set(null, null);
        request = 0;
        asksForHeaders = false;
        keyed = null;
        tries.clear();
    }

    void set(@Nullable String of, @Nullable String behind) {
        path = of;
        query = behind;
    }

    void by(@Nullable Object made) {
        request = made == null ? 0 : System.identityHashCode(made);
    }

    void is(Errand other) {
        set(other.path, other.query);
        request = other.request;
    }

    /** A path, perhaps with a query, or a whole URL; null if unknown. */
    public @Nullable String path() {
        return path;
    }

    /** The query if {@link #path} does not have it. */
    public @Nullable String query() {
        return query;
    }

    /** Identity of the object that the application made for the request; 0 if its client has none that can be sent again. */
    public int request() {
        return request;
    }

    /** Whether a listener wants to know of the headers that it is sent with, as it begins. */
    public boolean asksForHeaders() {
        return asksForHeaders;
    }

    public void askForHeaders() {
        asksForHeaders = true;
    }

    /** Whether a header says by which key the server knows a repetition; null if that is unknown. */
    public @Nullable Boolean isKeyed() {
        return keyed;
    }

    public void keyed(boolean is) {
        keyed = is;
    }

    /** The attempts that the client itself makes, as far as they are for the same. */
    public Tries tries() {
        return tries;
    }
}

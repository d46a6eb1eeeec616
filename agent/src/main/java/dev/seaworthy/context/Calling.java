package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/** A call that is about to begin, as its client describes it; filled anew for each by the thread that makes it. */
public final class Calling {

    private final CallLimits limits = new CallLimits();
    private String client = "";
    private String scheme = "";
    private String host = "";
    private String method = "";
    private int port;
    private boolean wraps;
    private final Errand errand = new Errand();

    /**
     * Begins anew.
     *
     * @param by what the library is called
     * @param wrapping whether it has another client make the call
     */
    public void clear(String by, boolean wrapping) {
        client = by;
        wraps = wrapping;
        scheme = "";
        host = "";
        method = "";
        port = 0;
        errand.clear();
        limits.clear();
    }

    /**
     * Where it goes.
     *
     * @param at less than 1 = the scheme's own port
     */
    public void goesTo(String by, String name, int at) {
        scheme = by.equalsIgnoreCase("https") ? "https" : by.equalsIgnoreCase("http") ? "http" : by;
        host = name;
        port = at > 0 ? at : scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : 0;
    }

    /** Request method. */
    public void method(String how) {
        method = how;
    }

    /**
     * What it asks for there, as it is sent: what tells calls of one host apart.
     *
     * @param of the path, perhaps with a query, or the whole URL; null if unknown
     * @param behind the query if it is not part of the path
     */
    public void path(@Nullable String of, @Nullable String behind) {
        errand.set(of, behind);
    }

    /** The object that the application made for this request: sent once more, it is the same request again. */
    public void request(@Nullable Object made) {
        errand.by(made);
    }

    /** Limits that its own settings say. */
    public CallLimits limits() {
        return limits;
    }

    public String client() {
        return client;
    }

    public boolean wraps() {
        return wraps;
    }

    public String scheme() {
        return scheme;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String method() {
        return method;
    }

    Errand errand() {
        return errand;
    }
}

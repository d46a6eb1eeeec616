package dev.seaworthy.context;

import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call to another service, whatever clients it goes through: the outermost names it, the innermost gives the limits
 * in force. The calls of one thread are filled anew for each; an asynchronous one has an object of its own. Written by
 * whoever announces it to {@link RemoteCalls}; read by listeners, who keep nothing of it.
 */
public final class Outbound {

    private final CallLimits limits = new CallLimits();
    String kind = "";
    private String client = "";
    private String scheme = "";
    private String host = "";
    private String method = "";
    private int port;
    /** Where the client inside it goes, if the one outside has another do it. */
    private String innerHost = "";

    private int innerPort;
    int id;
    /** Begins of the same again inside it. */
    int again;

    boolean loose;
    private boolean wraps;
    private boolean async;
    private Unit unit = Unit.NONE;
    private long thread;
    private long beganNanos;
    private volatile long nanos;
    private volatile boolean open;
    private volatile boolean failed;
    private boolean abandoned;
    private volatile int status;
    private volatile @Nullable Object attached;
    private volatile Site site = Site.UNKNOWN;
    private volatile @Nullable Object kept;
    private volatile @Nullable Runnable settling;
    private final Course course = new Course();
    private final Errand errand = new Errand();
    private volatile Failure failure = Failure.NONE;

    void begin(String what, int by, Unit in, long now) {
        kind = what;
        id = by;
        unit = in;
        beganNanos = now;
        client = what;
        scheme = "";
        host = "";
        method = "";
        port = 0;
        innerHost = "";
        innerPort = 0;
        again = 0;
        loose = false;
        wraps = false;
        async = false;
        thread = Thread.currentThread().getId();
        abandoned = false;
        nanos = 0;
        status = 0;
        // Looking is cheaper than writes that other threads are to see, and most are as they should be.
        if (failed
                || attached != null
                || site != Site.UNKNOWN
                || kept != null
                || settling != null
                || failure != Failure.NONE) {
            failed = false;
            attached = null;
            site = Site.UNKNOWN;
            kept = null;
            settling = null;
            failure = Failure.NONE;
        }
        course.clear();
        errand.clear();
        limits.clear();
        open = true;
    }

    void is(Calling call) {
        client = call.client();
        method = call.method();
        wraps = call.wraps();
        scheme = call.scheme();
        host = call.host();
        port = call.port();
        innerHost = host;
        innerPort = port;
        errand.is(call.errand());
        limits.set(call.limits());
    }

    /** Whether a call that begins inside it is part of it; if so, it goes where that one goes. */
    boolean takesIn(Calling inner) {
        if (wraps) {
            innerHost = inner.host();
            innerPort = inner.port();
            wraps = inner.wraps();
            return true;
        }
        return innerPort == inner.port() && innerHost.equalsIgnoreCase(inner.host());
    }

    void async() {
        async = true;
    }

    boolean isIt(String what, int by) {
        return id == by && kind.equals(what);
    }

    /** The first end counts; whether this is it. */
    synchronized boolean end(boolean badly, boolean unseen) {
        if (!open) {
            return false;
        }
        nanos = System.nanoTime() - beganNanos;
        failed = badly;
        abandoned = unseen;
        open = false;
        return true;
    }

    /** {@code http}, {@code grpc}, {@code mail}, {@code message} … */
    public String kind() {
        return kind;
    }

    /** The library that the application calls, such as {@code OkHttp}. */
    public String client() {
        return client;
    }

    /** Request method, empty if unknown. */
    public String method() {
        return method;
    }

    /** {@code https://api.example.com:443}; allocates. */
    public String target() {
        String name = host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
        return port > 0 ? scheme + "://" + name + ":" + port : scheme + "://" + name;
    }

    public String scheme() {
        return scheme;
    }

    public String host() {
        return host;
    }

    /** 0 if unknown. */
    public int port() {
        return port;
    }

    /** Whether it changes something elsewhere: a POST, a message, a mail; not a remote procedure, which may only read. */
    public boolean hasSideEffects() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "RPC" -> false;
            default -> true;
        };
    }

    /** Whether it goes to this machine, as to a sidecar. */
    public boolean isLoopback() {
        return Hosts.classify(host.toLowerCase(Locale.ROOT)) == HostClass.LOOPBACK;
    }

    /** As far as known so far; all of them once an attempt has begun. */
    public CallLimits limits() {
        return limits;
    }

    /** Whether the thread that made it goes on meanwhile, and another one may see its end. */
    public boolean isAsync() {
        return async;
    }

    /** The work that it is made for. */
    public Unit unit() {
        return unit;
    }

    /** Id of the thread that made it. */
    public long thread() {
        return thread;
    }

    public long beganNanos() {
        return beganNanos;
    }

    /** How long it took; 0 until it ended. */
    public long nanos() {
        return nanos;
    }

    public boolean isOpen() {
        return open;
    }

    /** Whether an exception ended it. */
    public boolean hasFailed() {
        return failed;
    }

    /** Whether nobody saw its end: {@link #nanos} is no measure of it. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Response status, 0 if none came or nobody read it. */
    public int status() {
        return status;
    }

    public void status(int said) {
        status = said;
    }

    /** Where the application makes it; {@link Site#UNKNOWN} if nobody looked, and until it has begun. */
    public Site site() {
        return site;
    }

    public void site(Site where) {
        site = where;
    }

    /** What the client does for it. */
    public Course course() {
        return course;
    }

    /** What it asks for. */
    public Errand errand() {
        return errand;
    }

    /** Why no answer came; {@link Failure#NONE} if one did, or nobody says so. */
    public Failure failure() {
        return failure;
    }

    public void failure(Failure why) {
        failure = why;
    }

    /** What a listener keeps with it, which is one only. */
    public @Nullable Object kept() {
        return kept;
    }

    public void keep(@Nullable Object what) {
        kept = what;
    }

    /** Who ends it if it is over and the hook that will say so has not come yet. */
    public void settledBy(Runnable ends) {
        settling = ends;
    }

    /** Ends it if it is over: whoever waits for a result may go on before everybody was told of it. */
    public void settle() {
        Runnable ends = settling;
        if (open && ends != null) {
            ends.run();
        }
    }

    /** What the sensor that announced it keeps with it. */
    public @Nullable Object attached() {
        return attached;
    }

    public void attach(@Nullable Object what) {
        attached = what;
    }
}

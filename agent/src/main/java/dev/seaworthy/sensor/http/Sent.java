package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.LocalLinks;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Limits;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.http.client.Answered;
import dev.seaworthy.sensor.http.client.Client;
import dev.seaworthy.sensor.http.client.Details;
import java.lang.ref.WeakReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A call on its way that is looked at; filled by the application's threads, told by the agent's. Holds no body and no header. */
final class Sent implements Details, Answered {

    final Origin origin;
    final Caller caller;
    final String client;
    final String method;
    final String scheme;
    final String host;
    final int port;
    private final Credentials secrets;
    /** Whether another thread than the caller's may be the one that waits. */
    volatile boolean detached;

    final long startNanos = System.nanoTime();
    /** Kinds of credentials. */
    volatile int credentials;
    /** Query as sent, until the call is told: it may hold a secret. */
    volatile @Nullable String query;
    /** Body as sent, if it may hold a link that leads here; until the call is told. */
    volatile @Nullable String body;
    /** Whether it is known to go without a proxy. */
    volatile boolean direct;

    private volatile Limits limits;
    volatile boolean bounded;
    /** For how long the caller waits for the call as a whole; null if it is not known to limit that. */
    private volatile @Nullable Limit waited;

    /** The same in nanoseconds, 0 = unlimited, as it turns out until the call is told; null if its client does not say. */
    private volatile @Nullable LongSupplier within;
    /** Whether nothing around it limits it but what its client sees. */
    volatile boolean exposed;

    /** Whether this process listened on that port as the call began. */
    volatile boolean ownPort;

    volatile boolean streaming;
    /** Whether the request says that the connection is to be closed. */
    volatile boolean asksToClose;

    private volatile @Nullable Boolean closing;
    volatile int status;
    volatile int attempts = 1;
    volatile String location = "";
    private volatile boolean hasBody = true;
    volatile Outcome outcome = Outcome.PENDING;
    volatile long nanos;
    /** The future that the caller got, to see a timed wait on it. */
    volatile @Nullable WeakReference<Object> result;
    /** Whether it was told while it was pending. */
    boolean told;

    Sent(Origin origin, Caller caller, Calling call, Credentials secrets) {
        this.origin = origin;
        this.caller = caller;
        this.secrets = secrets;
        client = call.client();
        method = call.method();
        scheme = call.scheme();
        host = call.host();
        port = call.port();
        limits = call.limits().now(false);
    }

    @Override
    public void header(@Nullable String name, @Nullable String value) {
        if (name == null || value == null) {
            return;
        }
        credentials |= secrets.look(name, value);
        streaming |= Locations.asksForEvents(name, value);
        asksToClose |= Locations.isClose(name, value);
    }

    @Override
    public void query(@Nullable String sent) {
        query = sent;
    }

    @Override
    public void body(@Nullable String text) {
        body = text != null && LocalLinks.here().isCandidate(text) ? text : null;
    }

    @Override
    public void direct() {
        direct = true;
    }

    @Override
    public void within(LongSupplier nanos) {
        within = nanos;
    }

    @Override
    public void exposed() {
        exposed = true;
    }

    @Override
    public void userInfo(@Nullable String userInfo) {
        credentials |= userInfo == null || userInfo.isEmpty() ? 0 : Credentials.USER_INFO;
    }

    @Override
    public void status(int said) {
        status = said;
    }

    @Override
    public void location(@Nullable String url) {
        if (!isSecure()) {
            location = status / 100 == 3 ? Locations.origin(url) : "";
        }
    }

    @Override
    public void led(@Nullable String url) {
        String to = Locations.origin(url);
        if (isSecure() && to.startsWith("http://")) {
            location = to;
        }
    }

    @Override
    public void bodyless() {
        hasBody = false;
    }

    @Override
    public void contentType(@Nullable String type) {
        streaming |= Locations.isEventStream(type);
    }

    @Override
    public void connection(@Nullable String header, @Nullable Object version) {
        closing = Locations.isLast(header, version);
    }

    /** Whether the server closes the connection without being asked to; null if unknown. */
    @Nullable
    Boolean closing() {
        return asksToClose ? Boolean.FALSE : closing;
    }

    @Override
    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** Those in force turned out to be these. */
    void limits(CallLimits inForce) {
        limits = inForce.now(false);
    }

    /** An attempt or a hop goes out at a point {@code wire} of its client. */
    void goes(Client by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        direct |= by.isDirect(a, b, c);
        if (isSecure()) {
            led(by.hop(a, b, c));
        }
    }

    /** The caller waits so long at most for all of it. */
    synchronized void endsWithin(long nanos) {
        long millis = Math.max(1, nanos / 1_000_000);
        Limit before = limits.whole();
        Limit whole = !limits.headOnly() && before.isFinite() && before.millis() < millis
                ? before
                : new Limit(millis, Limit.By.REQUEST);
        bounded = true;
        waited = whole;
    }

    Limits limits() {
        Limit outside = waited;
        if (outside != null) {
            return new Limits(limits.connect(), limits.read(), outside, limits.lease(), true);
        }
        boolean headOnly = limits.headOnly() && hasBody;
        return new Limits(limits.connect(), limits.read(), whole(), limits.lease(), bounded, headOnly);
    }

    private Limit whole() {
        LongSupplier patience = within;
        long nanos = patience == null ? 0 : patience.getAsLong();
        long millis = Math.max(1, nanos / 1_000_000);
        Limit own = limits.whole();
        return nanos == 0 || own.isFinite() && own.millis() < millis ? own : new Limit(millis, Limit.By.REQUEST);
    }

    /** The call ended; the first end counts. */
    synchronized void end(Outcome how) {
        if (outcome == Outcome.PENDING) {
            nanos = System.nanoTime() - startNanos;
            outcome = how;
        }
    }

    boolean isOpen() {
        return outcome == Outcome.PENDING;
    }

    /** Whether the caller is known to limit it as a whole. */
    boolean isWaited() {
        return waited != null;
    }

    boolean isUnlimited() {
        return limits.connecting().isUnlimited() || limits.answering().isUnlimited() || limits.headOnly();
    }

    boolean goesTo(String otherHost, int otherPort) {
        return port == otherPort && host.equalsIgnoreCase(otherHost);
    }
}

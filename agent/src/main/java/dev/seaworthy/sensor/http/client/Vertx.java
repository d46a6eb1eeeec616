package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x 3.9 to 5: its client, and what is built on it. A request is known from when it is sent; since 4, that is when
 * there is a connection for it.
 */
public final class Vertx implements Client {

    public static final String POINTS = """
            =http.Vertx
            notes? io/vertx/core/http/impl/HttpClientRequestImpl <init> this,0
            notes? io/vertx/core/http/impl/HttpClientImpl createRequest this
            notes? io/vertx/core/http/impl/HttpClientRequestBase setTimeout this,0
            notes? io/vertx/core/http/impl/HttpClientRequestImpl setTimeout this,0
            notes? io/vertx/core/http/impl/HttpClientRequestBase idleTimeout this,0
            sends? io/vertx/core/http/impl/HttpClientRequestImpl end this
            done? io/vertx/core/http/impl/HttpClientRequestBase handleResponse(Lio/vertx/core/http/HttpClientResponse;)V this,0
            done? io/vertx/core/http/impl/HttpClientRequestImpl handleException this,0
            """;

    private static final int MOST = 1 << 14;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNKNOWN, Getter.UNKNOWN);

    private static final Getter URI = new Getter("absoluteURI");
    private static final Getter METHOD = new Getter("getMethod", "method");
    private static final Getter HEADERS = new Getter("headers");
    private static final Getter OPTIONS = new Getter("options", "getOptions");
    private static final Getter CONNECT = new Getter("getConnectTimeout");
    private static final Getter PROXY = new Getter("getProxyOptions");
    private static final Getter IDLE = new Getter("getIdleTimeout");
    private static final Getter READ_IDLE = new Getter("getReadIdleTimeout"); // since 4.3
    private static final Getter UNIT = new Getter("getIdleTimeoutUnit");
    private static final String RESPONSE = "io.vertx.core.http.HttpClientResponse";
    private static final Getter STATUS = Getter.of(RESPONSE, "statusCode");
    private static final Getter HEADER = Getter.of(RESPONSE, "getHeader", String.class);

    /** What a request's own settings say, and whose it is. */
    private record Known(@Nullable WeakReference<Object> client, long idle) {}

    private final WeakStates<Known> requests;

    public Vertx(Drops drops) {
        requests = new WeakStates<>(MOST, "http.vertx", drops);
    }

    @Override
    public String name() {
        return "Vert.x client";
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (a != null && METHOD.isIn(a.getClass())) {
            Known before = requests.get(a);
            if (b instanceof Long idle) {
                requests.put(a, new Known(before == null ? null : before.client, idle));
            } else if (b != null && OPTIONS.isIn(b.getClass())) {
                requests.put(a, new Known(new WeakReference<>(b), before == null ? 0 : before.idle));
            }
        } else if (a != null && result != null && METHOD.isIn(result.getClass())) {
            Known before = requests.get(result);
            requests.put(result, new Known(new WeakReference<>(a), before == null ? 0 : before.idle));
        }
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        if (request == null || !(URI.read(request) instanceof String uri) || !uri.startsWith("http")) {
            return false;
        }
        int from = uri.indexOf("://") + 3;
        int to = from;
        while (to < uri.length() && "/?#".indexOf(uri.charAt(to)) < 0) {
            to++;
        }
        int colon = uri.lastIndexOf(':', to - 1);
        boolean hasPort = colon > from && uri.indexOf(']', colon) < 0;
        int port = 0;
        for (int i = colon + 1; hasPort && i < to; i++) {
            port = port * 10 + Character.digit(uri.charAt(i), 10);
        }
        call.goesTo(uri.substring(0, from - 3), uri.substring(from, hasPort ? colon : to), port);
        call.method(String.valueOf(METHOD.read(request)));
        call.path(uri, null);
        limits(call.limits(), requests.get(request));
        return true;
    }

    private static void limits(CallLimits into, @Nullable Known known) {
        Object client = known == null || known.client == null ? null : known.client.get();
        Object options = OPTIONS.read(client);
        long connect = CONNECT.millis(options, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        into.connect(connect, by(connect, 60_000));
        if (known != null && known.idle > 0) {
            into.read(known.idle, Limit.By.REQUEST);
            return;
        }
        TimeUnit unit = UNIT.read(options) instanceof TimeUnit set ? set : TimeUnit.SECONDS;
        long idle = IDLE.millis(options, unit, ZERO_UNLIMITED);
        long read = READ_IDLE.millis(options, unit, ZERO_UNLIMITED);
        long first = idle == Limit.UNKNOWN || read == Limit.UNKNOWN ? idle : Math.min(idle, read);
        into.read(first, by(first, Limit.UNLIMITED));
    }

    private static Limit.By by(long millis, long byDefault) {
        return millis == Limit.UNKNOWN ? Limit.By.UNKNOWN : millis == byDefault ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        String uri = URI.text(request);
        int query = uri == null ? -1 : uri.indexOf('?');
        into.query(uri == null || query < 0 ? null : uri.substring(query + 1));
        Known known = request == null ? null : requests.get(request);
        Object options = known == null || known.client == null ? null : OPTIONS.read(known.client.get());
        if (options != null && PROXY.isIn(options.getClass()) && PROXY.read(options) == null) {
            into.direct();
        }
        if (HEADERS.read(request) instanceof Iterable<?> headers) {
            for (Object header : headers) {
                if (header instanceof Map.Entry<?, ?> entry) {
                    into.header(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
                }
            }
        }
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return STATUS.integer(response, 0);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        into.status(status(response, a));
        into.contentType(HEADER.text(response, "Content-Type"));
        into.connection(HEADER.text(response, "Connection"), null);
        into.location(HEADER.text(response, "Location"));
    }
}

package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Jetty's client, 9.2 to 12. Up to 9.4 it waits for ever unless told otherwise, since 10 no longer than 30 seconds. */
public final class Jetty implements Client {

    // In 9.2, the blocking call does not come by the public method.
    public static final String POINTS = """
            =http.Jetty
            notes? org/eclipse/jetty/client/HttpRequest <init> this,0
            notes? org/eclipse/jetty/client/transport/HttpRequest <init> this,0
            sends? org/eclipse/jetty/client/HttpRequest send(Lorg/eclipse/jetty/client/api/Response$CompleteListener;)V this
            sends? org/eclipse/jetty/client/HttpRequest send(Lorg/eclipse/jetty/client/HttpRequest;Lorg/eclipse/jetty/client/api/Response$CompleteListener;)V this
            sends? org/eclipse/jetty/client/transport/HttpRequest send(Lorg/eclipse/jetty/client/Response$CompleteListener;)V this
            done? org/eclipse/jetty/client/ResponseNotifier notifyComplete(Ljava/util/List;Lorg/eclipse/jetty/client/api/Result;)V 1
            done? org/eclipse/jetty/client/transport/ResponseListeners notifyComplete(Lorg/eclipse/jetty/client/Result;)V 0
            joins? org/eclipse/jetty/client/util/FutureResponseListener get()Lorg/eclipse/jetty/client/api/ContentResponse; this
            made? org/eclipse/jetty/client/HttpClient doStart this
            closes? org/eclipse/jetty/client/HttpClient doStop this
            """;

    private static final int MOST = 1 << 14;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNLIMITED, Getter.UNKNOWN);

    /** Less than 0 leaves it to the client. */
    private static final Getter.Edges OF_REQUEST = new Getter.Edges(Getter.UNLIMITED, Getter.UNKNOWN, Getter.UNKNOWN);

    private static final Getter SCHEME = new Getter("getScheme");
    private static final Getter HOST = new Getter("getHost");
    private static final Getter PORT = new Getter("getPort");
    private static final Getter METHOD = new Getter("getMethod");
    private static final Getter PATH = new Getter("getPath");
    private static final Getter QUERY = new Getter("getQuery");
    private static final Getter HEADERS = new Getter("getHeaders");
    private static final Getter PROXY = new Getter("getProxyConfiguration");
    private static final Getter PROXIES = new Getter("getProxies");
    private static final Getter IDLE = new Getter("getIdleTimeout");
    private static final Getter WHOLE = new Getter("getTimeout");
    private static final Getter CONNECT = new Getter("getConnectTimeout");
    private static final Getter DISPATCHES = new Getter("isDispatchIO"); // until 9.3
    private static final Getter SELECTORS = new Getter("getSelectorCount"); // 9.4
    private static final String OF_FIELD = "org.eclipse.jetty.http.HttpField";
    private static final Getter NAME = Getter.of(OF_FIELD, "getName");
    private static final Getter VALUE = Getter.of(OF_FIELD, "getValue");
    private static final Getter FIELD = Getter.of("", "get", String.class);
    private static final Getter VERSION = new Getter("getVersion");
    private static final Getter STATUS = new Getter("getStatus");
    private static final Getter OF_RESULT = new Getter("getRequest");
    private static final Getter FAILURE = new Getter("getFailure");
    private static final Getter RESPONSE = new Getter("getResponse");

    private final WeakStates<WeakReference<Object>> clients;

    public Jetty(Drops drops) {
        clients = new WeakStates<>(MOST, "http.jetty", drops);
    }

    @Override
    public String name() {
        return "Jetty client";
    }

    /** A request does not say whose it is before 10, and not to everybody since. */
    @Override
    public void notes(@Nullable Object result, @Nullable Object request, @Nullable Object client, @Nullable Object c) {
        if (request == null || client == null) {
            return;
        }
        WeakReference<Object> known = clients.get(client);
        if (known == null) {
            known = new WeakReference<>(client);
            clients.put(client, known);
        }
        clients.put(request, known);
    }

    /** The request, which a result or a future knows as well. */
    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object request = OF_RESULT.read(a);
        return request == null ? a : request;
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        if (request == null
                || !(HOST.read(request) instanceof String host)
                || !(SCHEME.read(request) instanceof String scheme)) {
            return false;
        }
        call.goesTo(scheme, host, PORT.integer(request, 0));
        call.method(METHOD.read(request) instanceof String method ? method : "");
        call.path(PATH.text(request), QUERY.text(request));
        CallLimits limits = call.limits();
        WeakReference<Object> reference = clients.get(request);
        Object client = reference == null ? null : reference.get();
        boolean old = client != null && (DISPATCHES.isIn(client.getClass()) || SELECTORS.isIn(client.getClass()));
        long connect = CONNECT.millis(client, TimeUnit.MILLISECONDS, Getter.Edges.SILENT);
        limits.connect(connect, by(connect, old ? 15_000 : 5_000));
        long read = IDLE.millis(client, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        long own = IDLE.millis(request, TimeUnit.MILLISECONDS, OF_REQUEST);
        if (own == Limit.UNKNOWN || own == read) { // until 9.3, a request gets a copy of what the client has
            limits.read(read, by(read, old ? Limit.UNLIMITED : 30_000));
        } else {
            limits.read(own, Limit.By.REQUEST);
        }
        long whole = WHOLE.millis(request, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        limits.whole(whole, whole == Limit.UNLIMITED ? Limit.By.DEFAULT : Limit.By.REQUEST);
        return true;
    }

    @Override
    public @Nullable Object owner(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        WeakReference<Object> known = request == null ? null : clients.get(request);
        return known == null ? null : known.get();
    }

    private static Limit.By by(long millis, long byDefault) {
        return millis == Limit.UNKNOWN ? Limit.By.UNKNOWN : millis == byDefault ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        into.query(QUERY.text(request));
        WeakReference<Object> client = request == null ? null : clients.get(request);
        if (client != null && PROXIES.read(PROXY.read(client.get())) instanceof List<?> proxies && proxies.isEmpty()) {
            into.direct();
        }
        if (HEADERS.read(request) instanceof Iterable<?> headers) {
            for (Object header : headers) {
                into.header(NAME.text(header), VALUE.text(header));
            }
        }
    }

    @Override
    public @Nullable Object outcome(@Nullable Object result, @Nullable Object b, @Nullable Object c) {
        Object failure = FAILURE.read(result);
        return failure == null ? RESPONSE.read(result) : failure;
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return STATUS.integer(response, 0);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        Object headers = HEADERS.read(response);
        into.status(status(response, a));
        into.contentType(FIELD.text(headers, "Content-Type"));
        into.connection(FIELD.text(headers, "Connection"), VERSION.read(response));
        into.location(FIELD.text(headers, "Location"));
    }
}

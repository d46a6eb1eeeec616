package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5, classic. Where a limit is set has changed with almost every version, so what a connection really has
 * is asked as a request goes out on it.
 */
public final class Apache5 implements Client {

    public static final String POINTS = """
            =http.Apache5
            around? org/apache/hc/client5/http/impl/classic/InternalHttpClient doExecute 1,0,this
            around? org/apache/hc/client5/http/impl/classic/MinimalHttpClient doExecute 1,0,this
            wire? org/apache/hc/core5/http/impl/io/HttpRequestExecutor execute(Lorg/apache/hc/core5/http/ClassicHttpRequest;Lorg/apache/hc/core5/http/io/HttpClientConnection;Lorg/apache/hc/core5/http/io/HttpResponseInformationCallback;Lorg/apache/hc/core5/http/protocol/HttpContext;)Lorg/apache/hc/core5/http/ClassicHttpResponse; 1,3
            uses? org/apache/hc/client5/http/impl/io/PoolingHttpClientConnectionManager resolveConnectionConfig 0
            leases? org/apache/hc/client5/http/impl/classic/InternalExecRuntime acquireEndpoint this
            notes? org/apache/hc/client5/http/impl/io/PoolingHttpClientConnectionManager lease this
            keeps? org/apache/hc/client5/http/impl/classic/CloseableHttpResponse <init>(Lorg/apache/hc/core5/http/ClassicHttpResponse;Lorg/apache/hc/client5/http/classic/ExecRuntime;)V 1
            frees? org/apache/hc/client5/http/impl/classic/InternalExecRuntime releaseEndpoint this
            frees? org/apache/hc/client5/http/impl/classic/InternalExecRuntime discardEndpoint()V this
            made? org/apache/hc/client5/http/impl/classic/InternalHttpClient <init> this,0
            made? org/apache/hc/client5/http/impl/classic/MinimalHttpClient <init> this,0
            closes? org/apache/hc/client5/http/impl/classic/InternalHttpClient close(Lorg/apache/hc/core5/io/CloseMode;)V this
            """;

    private static final long DEFAULT_MILLIS = 180_000;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNLIMITED, Getter.UNKNOWN);

    private static final String OF_HOST = "org.apache.hc.core5.http.HttpHost";
    private static final Getter HOST_SCHEME = Getter.of(OF_HOST, "getSchemeName");
    private static final Getter HOST_NAME = Getter.of(OF_HOST, "getHostName");
    private static final Getter HOST_PORT = Getter.of(OF_HOST, "getPort");
    private static final String OF_REQUEST = "org.apache.hc.core5.http.HttpRequest";
    private static final Getter METHOD = Getter.of(OF_REQUEST, "getMethod");
    private static final Getter SCHEME = Getter.of(OF_REQUEST, "getScheme");
    private static final Getter PATH = Getter.of(OF_REQUEST, "getPath");
    private static final Getter AUTHORITY = Getter.of(OF_REQUEST, "getAuthority");
    private static final Getter NAME = Getter.of("org.apache.hc.core5.net.URIAuthority", "getHostName");
    private static final Getter PORT = Getter.of("org.apache.hc.core5.net.URIAuthority", "getPort");
    private static final Getter USER = Getter.of("org.apache.hc.core5.net.URIAuthority", "getUserInfo");
    private static final String OF_HEADER = "org.apache.hc.core5.http.NameValuePair";
    private static final Getter VERSION = Getter.of("org.apache.hc.core5.http.HttpMessage", "getVersion");
    private static final Getter HEADERS = Getter.of("org.apache.hc.core5.http.MessageHeaders", "getHeaders");
    private static final Getter HEADER =
            Getter.of("org.apache.hc.core5.http.MessageHeaders", "getFirstHeader", String.class);
    private static final Getter HEADER_NAME = Getter.of(OF_HEADER, "getName");
    private static final Getter HEADER_VALUE = Getter.of(OF_HEADER, "getValue");
    private static final Getter STATUS = Getter.of("org.apache.hc.core5.http.HttpResponse", "getCode");
    private static final Getter OWN_CONFIG = Getter.of("org.apache.hc.client5.http.config.Configurable", "getConfig");
    private static final Getter GOES_OUT = Getter.of("org.apache.hc.core5.http.protocol.HttpCoreContext", "getRequest");
    private static final Getter CONFIG =
            Getter.of("org.apache.hc.client5.http.protocol.HttpClientContext", "getRequestConfig");
    private static final String OF_CONFIG = "org.apache.hc.client5.http.config.RequestConfig";
    private static final Getter CONNECT = Getter.of(OF_CONFIG, "getConnectTimeout");
    private static final Getter RESPONSE = Getter.of(OF_CONFIG, "getResponseTimeout");
    private static final Getter LEASE = Getter.of(OF_CONFIG, "getConnectionRequestTimeout");
    private static final String OF_CONNECTION = "org.apache.hc.client5.http.config.ConnectionConfig"; // since 5.2
    private static final Getter ROUTE =
            Getter.of("org.apache.hc.client5.http.protocol.HttpClientContext", "getHttpRoute");
    private static final Getter PROXY = Getter.of("org.apache.hc.client5.http.RouteInfo", "getProxyHost");
    private static final Getter ROUTE_TARGET = Getter.of("org.apache.hc.client5.http.RouteInfo", "getTargetHost");
    private static final Getter CONNECT_TO = Getter.of(OF_CONNECTION, "getConnectTimeout");
    private static final Getter SOCKET = Getter.of("org.apache.hc.core5.http.SocketModalCloseable", "getSocketTimeout");

    private static final String POOL = "org.apache.hc.core5.pool.ConnPoolControl";
    private static final Getter PER_TARGET = Getter.of(POOL, "getDefaultMaxPerRoute");
    private static final Getter TOTAL = Getter.of(POOL, "getMaxTotal");
    private static final Getter STATS = Getter.of("org.apache.hc.core5.pool.ConnPoolStats", "getTotalStats");
    private static final Getter PENDING = Getter.of("org.apache.hc.core5.pool.PoolStats", "getPending");
    private static final Getter LEASED = Getter.of("org.apache.hc.core5.pool.PoolStats", "getLeased");
    private static final int MOST = 1 << 10;

    private final WeakStates<WeakReference<Object>> managers;

    private final ThreadLocal<WeakReference<Object>> leasing = new ThreadLocal<>();

    public Apache5(Drops drops) {
        managers = new WeakStates<>(MOST, "http.apache5", drops);
    }

    @Override
    public String name() {
        return "Apache HttpClient 5";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object target, @Nullable Object context) {
        Object authority = target == null ? AUTHORITY.read(request) : null;
        Object host = target == null ? NAME.read(authority) : HOST_NAME.read(target);
        Object scheme = target == null ? SCHEME.read(request) : HOST_SCHEME.read(target);
        Object port = target == null ? PORT.read(authority) : HOST_PORT.read(target);
        if (!(host instanceof String name)) {
            return false;
        }
        call.goesTo(scheme instanceof String by ? by : "http", name, port instanceof Integer at ? at : 0);
        call.method(METHOD.read(request) instanceof String method ? method : "");
        call.path(PATH.text(request), null);
        call.request(request);
        return true;
    }

    /** At {@code wire}, the connection and the context; at {@code uses}, how connections to that route are made. */
    @Override
    public boolean limits(CallLimits into, @Nullable Object a, @Nullable Object context, @Nullable Object c) {
        if (CONNECT_TO.isIn(a == null ? Object.class : a.getClass())) {
            long connect = millis(CONNECT_TO, a);
            into.connect(connect == Limit.UNKNOWN ? DEFAULT_MILLIS : connect, by(connect));
            return true;
        }
        Object config = CONFIG.read(context);
        long connect = millis(CONNECT, config);
        into.connect(connect, by(connect));
        long lease = millis(LEASE, config);
        into.lease(lease, by(lease));
        long read = millis(SOCKET, a);
        into.read(read, by(read));
        return true;
    }

    @Override
    public @Nullable String goesTo(@Nullable Object connection, @Nullable Object context, @Nullable Object c) {
        return PATH.text(GOES_OUT.read(context));
    }

    private static long millis(Getter limit, @Nullable Object of) {
        return limit.millis(of, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
    }

    private static Limit.By by(long millis) {
        return millis == Limit.UNKNOWN
                ? Limit.By.UNKNOWN
                : millis == DEFAULT_MILLIS ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    @Override
    public @Nullable String hop(@Nullable Object connection, @Nullable Object context, @Nullable Object c) {
        Object target = ROUTE_TARGET.read(ROUTE.read(context));
        return target == null ? null : HOST_SCHEME.text(target) + "://" + HOST_NAME.text(target);
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object target, @Nullable Object context) {
        String path = PATH.text(request);
        int query = path == null ? -1 : path.indexOf('?');
        into.query(path == null || query < 0 ? null : path.substring(query + 1));
        into.userInfo(USER.text(AUTHORITY.read(request)));
        into.body(Bodies.ofApache(request));
        if (HEADERS.read(request) instanceof Object[] headers) {
            for (Object header : headers) {
                into.header(HEADER_NAME.text(header), HEADER_VALUE.text(header));
            }
        }
    }

    @Override
    public boolean isDirect(@Nullable Object connection, @Nullable Object context, @Nullable Object c) {
        Object route = ROUTE.read(context);
        return route != null && PROXY.read(route) == null;
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return STATUS.integer(response, 0);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        into.status(status(response, a));
        into.contentType(HEADER_VALUE.text(HEADER.read(response, "Content-Type")));
        into.connection(HEADER_VALUE.text(HEADER.read(response, "Connection")), VERSION.read(response));
        into.location(HEADER_VALUE.text(HEADER.read(response, "Location")));
    }

    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object b, @Nullable Object client) {
        return client;
    }

    /** The manager that the thread is about to wait for: what leases knows it, and does not say. */
    @Override
    public void notes(@Nullable Object result, @Nullable Object manager, @Nullable Object b, @Nullable Object c) {
        if (manager == null) {
            return;
        }
        WeakReference<Object> known = managers.get(manager);
        if (known == null) {
            known = new WeakReference<>(manager);
            managers.put(manager, known);
        }
        leasing.set(known);
    }

    @Override
    public void sizes(Sizes into, @Nullable Object runtime, @Nullable Object b, @Nullable Object c) {
        WeakReference<Object> known = leasing.get();
        Object pool = known == null ? null : known.get();
        Object stats = STATS.read(pool);
        if (PER_TARGET.read(pool) instanceof Integer most) {
            into.perTarget(most);
        }
        if (TOTAL.read(pool) instanceof Integer most) {
            into.total(most);
        }
        if (PENDING.read(stats) instanceof Integer waiting) {
            into.pending(waiting);
        }
        if (LEASED.read(stats) instanceof Integer inUse) {
            into.leased(inUse);
        }
    }

    /** What a builder with {@code setConnectionManagerShared} shares. */
    @Override
    public @Nullable Object pool(Object made, @Nullable Object manager, @Nullable Object c) {
        return manager == null ? made : manager;
    }
}

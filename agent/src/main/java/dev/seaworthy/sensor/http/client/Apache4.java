package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 4. Its limits were parameters until 4.2 and are a configuration since 4.3, where the old classes still
 * have parameters. How long a connection really waits for an answer is asked of it as a request goes out on it.
 */
public final class Apache4 implements Client {

    public static final String POINTS = """
            =http.Apache4
            around? org/apache/http/impl/client/InternalHttpClient doExecute 1,0,this
            around? org/apache/http/impl/client/MinimalHttpClient doExecute 1,0,this
            around? org/apache/http/impl/client/AbstractHttpClient doExecute 1,0,this
            around? org/apache/http/impl/client/AbstractHttpClient execute(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;Lorg/apache/http/protocol/HttpContext;)Lorg/apache/http/HttpResponse; 1,0,this
            wire? org/apache/http/protocol/HttpRequestExecutor execute 0,1,2
            leases? org/apache/http/impl/conn/PoolingHttpClientConnectionManager leaseConnection this
            leases? org/apache/http/impl/conn/PoolingClientConnectionManager leaseConnection this
            leases? org/apache/http/impl/conn/tsccm/ConnPoolByRoute getEntryBlocking this
            keeps? org/apache/http/impl/execchain/HttpResponseProxy <init> 1
            frees? org/apache/http/impl/execchain/ConnectionHolder releaseConnection,abortConnection this
            keeps? org/apache/http/conn/BasicManagedEntity <init> 1
            frees? org/apache/http/impl/conn/AbstractClientConnAdapter releaseConnection,abortConnection this
            frees? org/apache/http/impl/conn/ManagedClientConnectionImpl releaseConnection,abortConnection this
            made? org/apache/http/impl/client/InternalHttpClient <init> this,1
            made? org/apache/http/impl/client/MinimalHttpClient <init> this,0
            made? org/apache/http/impl/client/AbstractHttpClient <init> this,0
            closes? org/apache/http/impl/client/InternalHttpClient close this
            closes? org/apache/http/impl/client/MinimalHttpClient close this
            closes? org/apache/http/impl/client/AbstractHttpClient close this
            """;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNLIMITED, Getter.UNLIMITED);

    private static final String OF_HOST = "org.apache.http.HttpHost";
    private static final Getter HOST_SCHEME = Getter.of(OF_HOST, "getSchemeName");
    private static final Getter HOST_NAME = Getter.of(OF_HOST, "getHostName");
    private static final Getter HOST_PORT = Getter.of(OF_HOST, "getPort");
    private static final String OF_REQUEST = "org.apache.http.client.methods.HttpUriRequest";
    private static final Getter METHOD = Getter.of(OF_REQUEST, "getMethod");
    private static final Getter ADDRESS = Getter.of(OF_REQUEST, "getURI");
    private static final Getter LINE = Getter.of("org.apache.http.HttpRequest", "getRequestLine");
    private static final Getter LINE_METHOD = Getter.of("org.apache.http.RequestLine", "getMethod");
    private static final Getter LINE_URI = Getter.of("org.apache.http.RequestLine", "getUri");
    private static final String MESSAGE = "org.apache.http.HttpMessage";
    private static final Getter VERSION = Getter.of(MESSAGE, "getProtocolVersion");
    private static final Getter HEADERS = Getter.of(MESSAGE, "getAllHeaders");
    private static final Getter HEADER = Getter.of(MESSAGE, "getFirstHeader", String.class);
    private static final Getter PARAMETERS = Getter.of(MESSAGE, "getParams");
    private static final Getter PARAMETER =
            Getter.of("org.apache.http.params.HttpParams", "getParameter", String.class);
    private static final Getter HEADER_NAME = Getter.of("org.apache.http.Header", "getName");
    private static final Getter HEADER_VALUE = Getter.of("org.apache.http.Header", "getValue");
    private static final Getter LINE_OF_STATUS = Getter.of("org.apache.http.HttpResponse", "getStatusLine");
    private static final Getter STATUS = Getter.of("org.apache.http.StatusLine", "getStatusCode");
    private static final Getter SOCKET = Getter.of("org.apache.http.HttpConnection", "getSocketTimeout");

    private static final Getter CONFIG =
            Getter.of("org.apache.http.client.protocol.HttpClientContext", "getRequestConfig"); // since 4.3
    private static final Getter ORIGINAL =
            Getter.of("org.apache.http.client.methods.HttpRequestWrapper", "getOriginal");
    private static final Getter OWN_CONFIG = Getter.of("org.apache.http.client.methods.Configurable", "getConfig");
    private static final String OF_CONFIG = "org.apache.http.client.config.RequestConfig";
    private static final Getter CONNECT = Getter.of(OF_CONFIG, "getConnectTimeout");
    private static final Getter READ = Getter.of(OF_CONFIG, "getSocketTimeout");
    private static final Getter LEASE = Getter.of(OF_CONFIG, "getConnectionRequestTimeout");

    private static final Getter ATTRIBUTE =
            Getter.of("org.apache.http.protocol.HttpContext", "getAttribute", String.class);
    private static final Getter PROXY = Getter.of("org.apache.http.conn.routing.RouteInfo", "getProxyHost");
    private static final Getter ROUTE_TARGET = Getter.of("org.apache.http.conn.routing.RouteInfo", "getTargetHost");

    private static final String POOL = "org.apache.http.pool.ConnPoolControl";
    private static final String OLD_POOL = "org.apache.http.impl.conn.tsccm.ConnPoolByRoute";
    private static final Getter PER_TARGET = Getter.of(POOL, "getDefaultMaxPerRoute");
    private static final Getter TOTAL = Getter.of(POOL, "getMaxTotal");
    private static final Getter OLD_TOTAL = Getter.of(OLD_POOL, "getMaxTotalConnections");
    private static final Getter STATS = Getter.of(POOL, "getTotalStats");
    private static final Getter LEASED = Getter.of("org.apache.http.pool.PoolStats", "getLeased");
    private static final Getter PENDING = Getter.of("org.apache.http.pool.PoolStats", "getPending");

    @Override
    public String name() {
        return "Apache HttpClient 4";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object target, @Nullable Object c) {
        if (HOST_NAME.read(target) instanceof String host) {
            String scheme = HOST_SCHEME.text(target);
            call.goesTo(scheme == null ? "http" : scheme, host, HOST_PORT.read(target) instanceof Integer at ? at : 0);
        } else if (ADDRESS.read(request) instanceof URI uri && uri.getScheme() != null && uri.getHost() != null) {
            call.goesTo(uri.getScheme(), uri.getHost(), uri.getPort());
        } else {
            return false;
        }
        Object method = METHOD.isIn(request == null ? Object.class : request.getClass())
                ? METHOD.read(request)
                : LINE_METHOD.read(LINE.read(request));
        call.method(method instanceof String known ? known : "");
        path(call, request);
        return true;
    }

    private static void path(Calling call, @Nullable Object request) {
        if (ADDRESS.read(request) instanceof URI uri) {
            call.path(uri.getRawPath(), uri.getRawQuery());
        } else {
            call.path(LINE_URI.text(LINE.read(request)), null);
        }
        call.request(request);
    }

    @Override
    public @Nullable String goesTo(@Nullable Object request, @Nullable Object connection, @Nullable Object context) {
        return LINE_URI.text(LINE.read(request));
    }

    @Override
    public boolean limits(
            CallLimits into, @Nullable Object request, @Nullable Object connection, @Nullable Object context) {
        Object config = CONFIG.read(context);
        if (config != null) {
            Object original = ORIGINAL.read(request);
            Limit.By set = OWN_CONFIG.read(original) == config ? Limit.By.REQUEST : Limit.By.CLIENT;
            of(config, set, into);
            boolean left = !(READ.read(config) instanceof Integer millis) || millis < 0;
            // Less than 0 leaves the connection as the settings of its sockets made it.
            read(into, connection, left ? null : set);
        } else {
            ofParameters(PARAMETERS.read(request), into, connection);
        }
        return true;
    }

    /** Time to connect, and to wait for the pool, of a configuration. */
    static void of(Object config, Limit.By set, CallLimits into) {
        into.connect(CONNECT.number(config, ZERO_UNLIMITED), by(CONNECT.read(config), set));
        into.lease(LEASE.number(config, ZERO_UNLIMITED), by(LEASE.read(config), set));
    }

    /** -1 is what nobody set. */
    private static Limit.By by(@Nullable Object millis, Limit.By set) {
        return millis instanceof Integer known && known == -1 ? Limit.By.DEFAULT : set;
    }

    /** @param set null if nobody set it but for the sockets, if at all */
    static void read(CallLimits into, @Nullable Object connection, Limit.@Nullable By set) {
        if (SOCKET.read(connection) instanceof Integer millis && millis >= 0) {
            Limit.By who = set != null ? set : millis == 0 ? Limit.By.DEFAULT : Limit.By.CLIENT;
            into.read(millis == 0 ? Limit.UNLIMITED : millis, who);
        }
    }

    private static void ofParameters(@Nullable Object all, CallLimits into, @Nullable Object connection) {
        Object read = PARAMETER.read(all, "http.socket.timeout");
        read(into, connection, read instanceof Integer ? Limit.By.CLIENT : null);
        if (all == null) {
            return;
        }
        Object connect = PARAMETER.read(all, "http.connection.timeout");
        boolean isSet = connect instanceof Integer;
        long millis = isSet ? (Integer) connect : 0;
        into.connect(millis > 0 ? millis : Limit.UNLIMITED, isSet ? Limit.By.CLIENT : Limit.By.DEFAULT);
        if (PARAMETER.read(all, "http.conn-manager.timeout") instanceof Long lease) {
            into.lease(lease > 0 ? lease : Limit.UNLIMITED, Limit.By.CLIENT);
        } else if (millis <= 0) {
            // Else it depends on the version whether the time to connect stands in for it.
            into.lease(Limit.UNLIMITED, Limit.By.DEFAULT);
        }
    }

    @Override
    public @Nullable String hop(@Nullable Object request, @Nullable Object connection, @Nullable Object context) {
        Object target = ROUTE_TARGET.read(ATTRIBUTE.read(context, "http.route")); // since 4.3
        return target == null ? null : HOST_SCHEME.text(target) + "://" + HOST_NAME.text(target);
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object target, @Nullable Object c) {
        Object address = ADDRESS.read(request);
        String line = address instanceof URI ? null : LINE_URI.text(LINE.read(request));
        int query = line == null ? -1 : line.indexOf('?');
        if (address instanceof URI uri) {
            into.query(uri.getRawQuery());
            into.userInfo(uri.getRawUserInfo());
        } else if (line != null && query >= 0) {
            into.query(line.substring(query + 1));
        }
        into.body(Bodies.ofApache(request));
        if (HEADERS.read(request) instanceof Object[] headers) {
            for (Object header : headers) {
                into.header(HEADER_NAME.text(header), HEADER_VALUE.text(header));
            }
        }
    }

    @Override
    public boolean isDirect(@Nullable Object request, @Nullable Object connection, @Nullable Object context) {
        Object route = ATTRIBUTE.read(context, "http.route");
        return route != null && PROXY.read(route) == null;
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return STATUS.integer(LINE_OF_STATUS.read(response), 0);
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

    /** What a builder with {@code setConnectionManagerShared} shares. */
    @Override
    public @Nullable Object pool(Object made, @Nullable Object manager, @Nullable Object c) {
        return manager == null ? made : manager;
    }

    @Override
    public void sizes(Sizes into, @Nullable Object pool, @Nullable Object b, @Nullable Object c) {
        if (PER_TARGET.read(pool) instanceof Integer most) {
            into.perTarget(most);
        }
        if (OLD_TOTAL.read(pool) instanceof Integer most) {
            into.total(most);
        } else if (TOTAL.read(pool) instanceof Integer most) {
            into.total(most);
        }
        Object stats = STATS.read(pool);
        if (PENDING.read(stats) instanceof Integer waiting) {
            into.pending(waiting);
        }
        if (LEASED.read(stats) instanceof Integer inUse) {
            into.leased(inUse);
        }
    }
}

package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import org.jspecify.annotations.Nullable;

/** Commons HttpClient 3, which an application may have had for twenty years. A method is request and response in one. */
public final class Commons3 implements Client {

    public static final String POINTS = """
            =http.Commons3
            around? org/apache/commons/httpclient/HttpClient executeMethod(Lorg/apache/commons/httpclient/HostConfiguration;Lorg/apache/commons/httpclient/HttpMethod;Lorg/apache/commons/httpclient/HttpState;)I 1,this,0
            wire? org/apache/commons/httpclient/HttpMethodBase execute this,1
            frees? org/apache/commons/httpclient/HttpMethodBase releaseConnection this
            leases? org/apache/commons/httpclient/MultiThreadedHttpConnectionManager doGetConnection this
            made? org/apache/commons/httpclient/HttpClient <init>(Lorg/apache/commons/httpclient/params/HttpClientParams;)V this
            made? org/apache/commons/httpclient/HttpClient <init>(Lorg/apache/commons/httpclient/params/HttpClientParams;Lorg/apache/commons/httpclient/HttpConnectionManager;)V this
            """;

    private static final String READ = "http.socket.timeout";
    private static final String CONNECT = "http.connection.timeout";
    private static final String LEASE = "http.connection-manager.timeout";

    private static final String OF_METHOD = "org.apache.commons.httpclient.HttpMethod";
    private static final Getter NAME = Getter.of(OF_METHOD, "getName");
    private static final Getter ADDRESS = Getter.of(OF_METHOD, "getURI");
    private static final Getter PATH = Getter.of(OF_METHOD, "getPath");
    private static final Getter QUERY = Getter.of(OF_METHOD, "getQueryString");
    private static final Getter HEADERS = Getter.of(OF_METHOD, "getRequestHeaders");
    private static final Getter ANSWERED = Getter.of(OF_METHOD, "getResponseHeader", String.class);
    private static final Getter LINE = Getter.of(OF_METHOD, "getStatusLine");
    private static final Getter OF_REQUEST = Getter.of(OF_METHOD, "getParams");
    private static final Getter HEADER_NAME = Getter.of("org.apache.commons.httpclient.NameValuePair", "getName");
    private static final Getter HEADER_VALUE = Getter.of("org.apache.commons.httpclient.NameValuePair", "getValue");
    private static final String OF_URI = "org.apache.commons.httpclient.URI";
    private static final Getter URI_SCHEME = Getter.of(OF_URI, "getScheme");
    private static final Getter URI_HOST = Getter.of(OF_URI, "getHost");
    private static final Getter URI_PORT = Getter.of(OF_URI, "getPort");
    private static final Getter URI_USER = Getter.of(OF_URI, "getEscapedUserinfo");
    private static final String HOST_CONFIGURATION = "org.apache.commons.httpclient.HostConfiguration";
    private static final Getter HOST = Getter.of(HOST_CONFIGURATION, "getHost");
    private static final Getter PORT = Getter.of(HOST_CONFIGURATION, "getPort");
    private static final Getter PROTOCOL = Getter.of(HOST_CONFIGURATION, "getProtocol");
    private static final Getter SCHEME = Getter.of("org.apache.commons.httpclient.protocol.Protocol", "getScheme");
    private static final String OF_CLIENT = "org.apache.commons.httpclient.HttpClient";
    private static final Getter OWN_HOST = Getter.of(OF_CLIENT, "getHostConfiguration");
    private static final Getter MANAGER = Getter.of(OF_CLIENT, "getHttpConnectionManager");
    private static final Getter PARAMETERS = Getter.of(OF_CLIENT, "getParams");
    private static final Getter OF_CONNECTION = Getter.of("org.apache.commons.httpclient.HttpConnection", "getParams");
    private static final Getter OF_POOL = Getter.of("org.apache.commons.httpclient.HttpConnectionManager", "getParams");
    private static final String PARAMS = "org.apache.commons.httpclient.params.HttpParams";
    private static final Getter PARAMETER = Getter.of(PARAMS, "getParameter", String.class);
    private static final Getter IS_LOCAL = Getter.of(PARAMS, "isParameterSetLocally", String.class);
    private static final String SIZES = "org.apache.commons.httpclient.params.HttpConnectionManagerParams";
    private static final Getter PER_TARGET = Getter.of(SIZES, "getDefaultMaxConnectionsPerHost");
    private static final Getter TOTAL = Getter.of(SIZES, "getMaxTotalConnections");

    @Override
    public String name() {
        return "Commons HttpClient 3";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object method, @Nullable Object client, @Nullable Object target) {
        Object uri = ADDRESS.read(method);
        String host = URI_HOST.text(uri);
        String scheme = URI_SCHEME.text(uri);
        Object port = URI_PORT.read(uri);
        if (host == null) {
            Object to = target == null ? OWN_HOST.read(client) : target;
            host = HOST.text(to);
            scheme = SCHEME.text(PROTOCOL.read(to));
            port = PORT.read(to);
        }
        if (host == null) {
            return false;
        }
        call.goesTo(scheme == null ? "http" : scheme, host, port instanceof Integer at ? at : 0);
        call.method(NAME.read(method) instanceof String name ? name : "");
        call.path(PATH.text(method), QUERY.text(method));
        call.request(method);
        Object lease = PARAMETER.read(PARAMETERS.read(client), LEASE);
        call.limits().lease(millis(lease), by(lease));
        return true;
    }

    /** What holds its connections. */
    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object client, @Nullable Object c) {
        return MANAGER.read(client);
    }

    @Override
    public boolean limits(CallLimits into, @Nullable Object method, @Nullable Object connection, @Nullable Object c) {
        Object ofConnection = OF_CONNECTION.read(connection);
        Object ofRequest = OF_REQUEST.read(method);
        if (ofConnection == null) {
            return false;
        }
        Object connect = PARAMETER.read(ofConnection, CONNECT);
        into.connect(millis(connect), by(connect));
        // Those of a method fall back on those of its host and its client, but not on those of the pool.
        Object read = PARAMETER.read(ofRequest, READ);
        if (read == null) {
            read = PARAMETER.read(ofConnection, READ);
        }
        boolean own = IS_LOCAL.read(ofRequest, READ) == Boolean.TRUE;
        into.read(millis(read), own ? Limit.By.REQUEST : by(read));
        return true;
    }

    private static long millis(@Nullable Object set) {
        long millis = set instanceof Number number ? number.longValue() : 0;
        return millis > 0 ? millis : Limit.UNLIMITED;
    }

    private static Limit.By by(@Nullable Object set) {
        return set instanceof Number ? Limit.By.CLIENT : Limit.By.DEFAULT;
    }

    @Override
    public void details(Details into, @Nullable Object method, @Nullable Object b, @Nullable Object c) {
        into.query(QUERY.text(method));
        into.userInfo(URI_USER.text(ADDRESS.read(method)));
        if (HEADERS.read(method) instanceof Object[] headers) {
            for (Object header : headers) {
                into.header(HEADER_NAME.text(header), HEADER_VALUE.text(header));
            }
        }
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return response instanceof Integer status ? status : 0;
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object method) {
        into.status(status(response, method));
        into.contentType(HEADER_VALUE.text(ANSWERED.read(method, "Content-Type")));
        into.connection(HEADER_VALUE.text(ANSWERED.read(method, "Connection")), LINE.read(method));
        into.location(HEADER_VALUE.text(ANSWERED.read(method, "Location")));
    }

    @Override
    public @Nullable Object pool(Object made, @Nullable Object b, @Nullable Object c) {
        return MANAGER.read(made);
    }

    @Override
    public void sizes(Sizes into, @Nullable Object manager, @Nullable Object b, @Nullable Object c) {
        Object sizes = OF_POOL.read(manager);
        if (PER_TARGET.read(sizes) instanceof Integer most) {
            into.perTarget(most);
        }
        if (TOTAL.read(sizes) instanceof Integer most) {
            into.total(most);
        }
    }
}

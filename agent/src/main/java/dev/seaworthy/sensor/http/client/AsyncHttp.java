package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** AsyncHttpClient 1.9 to 3: times are milliseconds until 2 and durations in 3. */
public final class AsyncHttp implements Client {

    public static final String POINTS = """
            =http.AsyncHttp
            notes? org/asynchttpclient/DefaultAsyncHttpClient <init>(Lorg/asynchttpclient/AsyncHttpClientConfig;)V this,0
            sends? org/asynchttpclient/DefaultAsyncHttpClient execute 0,this
            done? org/asynchttpclient/netty/NettyResponseFuture done this
            done? org/asynchttpclient/netty/NettyResponseFuture abort this,0
            joins? org/asynchttpclient/netty/NettyResponseFuture get()Ljava/lang/Object; this
            made? org/asynchttpclient/DefaultAsyncHttpClient <init>(Lorg/asynchttpclient/AsyncHttpClientConfig;)V this
            closes? org/asynchttpclient/DefaultAsyncHttpClient close this
            notes? com/ning/http/client/AsyncHttpClient <init>(Lcom/ning/http/client/AsyncHttpProvider;Lcom/ning/http/client/AsyncHttpClientConfig;)V this,1
            sends? com/ning/http/client/AsyncHttpClient executeRequest 0,this
            done? com/ning/http/client/providers/netty/future/NettyResponseFuture done this
            done? com/ning/http/client/providers/netty/future/NettyResponseFuture abort this,0
            joins? com/ning/http/client/providers/netty/future/NettyResponseFuture get()Ljava/lang/Object; this
            made? com/ning/http/client/AsyncHttpClient <init>(Lcom/ning/http/client/AsyncHttpProvider;Lcom/ning/http/client/AsyncHttpClientConfig;)V this
            closes? com/ning/http/client/AsyncHttpClient close this
            """;

    private static final int MOST = 1 << 12;

    /** Less than 0 switches a limit off; nothing says what 0 does. */
    private static final Getter.Edges OF_CLIENT = new Getter.Edges(Getter.UNKNOWN, Getter.UNLIMITED, Getter.UNKNOWN);

    /** 0 leaves it to the client. */
    private static final Getter.Edges OF_CALL = new Getter.Edges(0, Getter.UNLIMITED, 0);

    private static final String REQUEST = "org.asynchttpclient.Request,com.ning.http.client.Request";
    private static final Getter URI = Getter.of(REQUEST, "getUri");
    private static final Getter METHOD = Getter.of(REQUEST, "getMethod");
    private static final Getter HEADERS = Getter.of(REQUEST, "getHeaders");
    private static final Getter WHOLE_OF_CALL = Getter.of(REQUEST, "getRequestTimeout");
    private static final Getter READ_OF_CALL = Getter.of(REQUEST, "getReadTimeout"); // since 2.1
    private static final String OF_URI = "org.asynchttpclient.uri.Uri,com.ning.http.client.uri.Uri";
    private static final Getter SCHEME = Getter.of(OF_URI, "getScheme");
    private static final Getter HOST = Getter.of(OF_URI, "getHost");
    private static final Getter PORT = Getter.of(OF_URI, "getPort");
    private static final Getter PATH = Getter.of(OF_URI, "getPath");
    private static final Getter QUERY = Getter.of(OF_URI, "getQuery");
    private static final Getter USER = Getter.of(OF_URI, "getUserInfo");
    private static final String CONFIG =
            "org.asynchttpclient.AsyncHttpClientConfig,com.ning.http.client.AsyncHttpClientConfig";
    private static final Getter CONNECT = Getter.of(CONFIG, "getConnectTimeout");
    private static final Getter READ = Getter.of(CONFIG, "getReadTimeout");
    private static final Getter WHOLE = Getter.of(CONFIG, "getRequestTimeout");

    /** In milliseconds. */
    private record Set(long connect, long read, long whole) {

        static final Set UNKNOWN = new Set(Limit.UNKNOWN, Limit.UNKNOWN, Limit.UNKNOWN);
        static final Set DEFAULT = new Set(5_000, 60_000, 60_000);
    }

    /** Limits of clients. */
    private final WeakStates<Set> limits;

    public AsyncHttp(Drops drops) {
        limits = new WeakStates<>(MOST, "http.asynchttp", drops);
    }

    @Override
    public String name() {
        return "AsyncHttpClient";
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object client, @Nullable Object config, @Nullable Object c) {
        if (client != null) {
            limits.put(
                    client,
                    new Set(
                            CONNECT.millis(config, TimeUnit.MILLISECONDS, OF_CLIENT),
                            READ.millis(config, TimeUnit.MILLISECONDS, OF_CLIENT),
                            WHOLE.millis(config, TimeUnit.MILLISECONDS, OF_CLIENT)));
        }
    }

    /** The future: a request may be sent many times at once. */
    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return result == null ? a : result;
    }

    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object client, @Nullable Object c) {
        return client;
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object client, @Nullable Object c) {
        Object uri = URI.read(request);
        if (!(HOST.read(uri) instanceof String host) || !(SCHEME.read(uri) instanceof String scheme)) {
            return false;
        }
        call.goesTo(scheme, host, PORT.integer(uri, 0));
        call.method(METHOD.read(request) instanceof String method ? method : "");
        call.path(PATH.text(uri), QUERY.text(uri));
        call.request(request);
        Set noted = client == null ? null : limits.get(client);
        Set known = noted == null ? Set.UNKNOWN : noted;
        CallLimits into = call.limits();
        into.connect(known.connect, by(known.connect, Set.DEFAULT.connect));
        long read = READ_OF_CALL.millis(request, TimeUnit.MILLISECONDS, OF_CALL);
        boolean ofClient = read == 0 || read == Getter.UNKNOWN;
        into.read(ofClient ? known.read : read, ofClient ? by(known.read, Set.DEFAULT.read) : Limit.By.REQUEST);
        long whole = WHOLE_OF_CALL.millis(request, TimeUnit.MILLISECONDS, OF_CALL);
        ofClient = whole == 0 || whole == Getter.UNKNOWN;
        into.whole(ofClient ? known.whole : whole, ofClient ? by(known.whole, Set.DEFAULT.whole) : Limit.By.REQUEST);
        return true;
    }

    private static Limit.By by(long millis, long byDefault) {
        return millis == Limit.UNKNOWN ? Limit.By.UNKNOWN : millis == byDefault ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        Object uri = URI.read(request);
        into.query(QUERY.text(uri));
        into.userInfo(USER.text(uri));
        if (HEADERS.read(request) instanceof Iterable<?> headers) {
            for (Object header : headers) {
                if (header instanceof Map.Entry<?, ?> entry) {
                    Object value =
                            entry.getValue() instanceof List<?> all && !all.isEmpty() ? all.get(0) : entry.getValue();
                    into.header(String.valueOf(entry.getKey()), String.valueOf(value));
                }
            }
        }
    }
}

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

/** OkHttp 3 to 5. Synchronous and asynchronous calls end in one method, on whatever thread they run. */
public final class OkHttp implements Client {

    public static final String POINTS = """
            =http.OkHttp
            around? okhttp3/RealCall execute this
            around? okhttp3/internal/connection/RealCall execute this
            sends? okhttp3/RealCall enqueue(Lokhttp3/Callback;)V this
            sends? okhttp3/internal/connection/RealCall enqueue(Lokhttp3/Callback;)V this
            ends? okhttp3/RealCall getResponseWithInterceptorChain this
            ends? okhttp3/internal/connection/RealCall getResponseWithInterceptorChain$okhttp this
            keeps? okhttp3/internal/connection/RealCall initExchange$okhttp this
            frees? okhttp3/internal/connection/RealCall callDone this
            wire? okhttp3/internal/connection/ConnectInterceptor intercept 0
            notes? okhttp3/RealCall <init> this,0
            made? okhttp3/OkHttpClient <init>(Lokhttp3/OkHttpClient$Builder;)V this
            """;

    private static final int MOST = 1 << 13;
    private static final int MOST_HOPS = 20;
    private static final int MOST_FIELDS = 64;
    private static final long DEFAULT_MILLIS = 10_000;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNKNOWN, Getter.UNKNOWN);

    private static final String CALL = "okhttp3.Call";
    private static final Getter REQUEST = Getter.of(CALL, "request");
    private static final Getter TIMEOUT = Getter.of(CALL, "timeout"); // since 3.12
    private static final Getter NANOS = Getter.of("okio.Timeout", "timeoutNanos");
    private static final Getter CLIENT = new Getter("getClient"); // since 4.0
    private static final String OF_CLIENT = "okhttp3.OkHttpClient";
    private static final Getter CONNECT = Getter.of(OF_CLIENT, "connectTimeoutMillis");
    private static final Getter READ = Getter.of(OF_CLIENT, "readTimeoutMillis");
    private static final Getter WHOLE = Getter.of(OF_CLIENT, "callTimeoutMillis");
    private static final Getter POOL = Getter.of(OF_CLIENT, "connectionPool");
    private static final String CHAIN = "okhttp3.Interceptor$Chain";
    private static final Getter OF_CHAIN = Getter.of(CHAIN, "call"); // since 3.9, like the next two
    private static final Getter GOES_OUT = Getter.of(CHAIN, "request");
    private static final Getter CONNECT_NOW = Getter.of(CHAIN, "connectTimeoutMillis");
    private static final Getter READ_NOW = Getter.of(CHAIN, "readTimeoutMillis");
    private static final String OF_REQUEST = "okhttp3.Request";
    private static final Getter URL = Getter.of(OF_REQUEST, "url");
    private static final Getter METHOD = Getter.of(OF_REQUEST, "method");
    private static final Getter HEADERS = Getter.of(OF_REQUEST, "headers");
    private static final Getter BODY = Getter.of(OF_REQUEST, "body");
    private static final String FORM = "okhttp3.FormBody";
    private static final Getter FORM_SIZE = Getter.of(FORM, "size");
    private static final Getter FORM_NAME = Getter.of(FORM, "encodedName", int.class);
    private static final Getter FORM_VALUE = Getter.of(FORM, "encodedValue", int.class);
    private static final Getter UPGRADE = Getter.of(OF_REQUEST, "header", String.class);
    private static final String HTTP_URL = "okhttp3.HttpUrl";
    private static final Getter SCHEME = Getter.of(HTTP_URL, "scheme");
    private static final Getter HOST = Getter.of(HTTP_URL, "host");
    private static final Getter PORT = Getter.of(HTTP_URL, "port");
    private static final Getter WHOLE_URL = Getter.of(HTTP_URL, "toString");
    private static final Getter QUERY = Getter.of(HTTP_URL, "encodedQuery");
    private static final Getter USER = Getter.of(HTTP_URL, "encodedUsername");
    private static final Getter SIZE = Getter.of("okhttp3.Headers", "size");
    private static final Getter NAME = Getter.of("okhttp3.Headers", "name", int.class);
    private static final Getter VALUE = Getter.of("okhttp3.Headers", "value", int.class);
    private static final String RESPONSE = "okhttp3.Response";
    private static final Getter STATUS = Getter.of(RESPONSE, "code");
    private static final Getter PROTOCOL = Getter.of(RESPONSE, "protocol");
    private static final Getter HEADER = Getter.of(RESPONSE, "header", String.class);
    private static final Getter BEFORE = Getter.of(RESPONSE, "priorResponse");
    private static final Getter ASKED = Getter.of(RESPONSE, "request");

    /** Limits of clients, which never change, and of those calls that do not say whose they are. */
    private final WeakStates<Set> limits;

    /** In milliseconds. */
    private record Set(long connect, long read, long whole, WeakReference<Object> client) {

        static final Set UNKNOWN = new Set(Limit.UNKNOWN, Limit.UNKNOWN, Limit.UNKNOWN, new WeakReference<>(null));
    }

    public OkHttp(Drops drops) {
        limits = new WeakStates<>(MOST, "http.okhttp", drops);
    }

    @Override
    public String name() {
        return "OkHttp";
    }

    /** The call, at each of its points. */
    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object call = OF_CHAIN.read(a);
        return call == null ? a : call;
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object call, @Nullable Object client, @Nullable Object c) {
        if (call != null && !CLIENT.isIn(call.getClass())) {
            limits.put(call, of(client));
        }
    }

    @Override
    public boolean begins(Calling calling, @Nullable Object call, @Nullable Object b, @Nullable Object c) {
        Object request = REQUEST.read(call);
        Object url = URL.read(request);
        if (call == null || !(HOST.read(url) instanceof String host) || !(SCHEME.read(url) instanceof String scheme)) {
            return false;
        }
        if ("websocket".equalsIgnoreCase(UPGRADE.text(request, "Upgrade"))) {
            return false; // no call
        }
        calling.goesTo(scheme, host, PORT.integer(url, 0));
        calling.method(METHOD.read(request) instanceof String method ? method : "");
        calling.path(WHOLE_URL.text(url), null);
        calling.request(request);
        CallLimits into = calling.limits();
        Set known = known(call);
        into.connect(known.connect, by(known.connect, known.connect));
        into.read(known.read, by(known.read, known.read));
        whole(into, call, known.whole);
        return true;
    }

    @Override
    public @Nullable Object owner(@Nullable Object call, @Nullable Object b, @Nullable Object c) {
        Object client = CLIENT.read(call);
        return client == null && call != null ? known(call).client.get() : client;
    }

    private Set known(Object call) {
        Object client = CLIENT.read(call);
        if (client != null) {
            return of(client);
        }
        Set noted = limits.get(call);
        return noted == null ? Set.UNKNOWN : noted;
    }

    private Set of(@Nullable Object client) {
        Set known = client == null ? Set.UNKNOWN : limits.get(client);
        if (client == null || known != null) {
            return known == null ? Set.UNKNOWN : known;
        }
        Set read = new Set(
                CONNECT.number(client, ZERO_UNLIMITED),
                READ.number(client, ZERO_UNLIMITED),
                WHOLE.number(client, ZERO_UNLIMITED),
                new WeakReference<>(client));
        limits.put(client, read);
        return read;
    }

    private static void whole(CallLimits into, Object call, long ofClient) {
        long now = NANOS.millis(TIMEOUT.read(call), TimeUnit.NANOSECONDS, ZERO_UNLIMITED);
        Limit.By set = now == ofClient || ofClient == Getter.UNKNOWN ? Limit.By.CLIENT : Limit.By.REQUEST;
        into.whole(now, now == Limit.UNLIMITED ? Limit.By.DEFAULT : now == Limit.UNKNOWN ? Limit.By.UNKNOWN : set);
    }

    private static Limit.By by(long now, long ofClient) {
        return now == Limit.UNKNOWN
                ? Limit.By.UNKNOWN
                : now != ofClient ? Limit.By.REQUEST : now == DEFAULT_MILLIS ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    /** An interceptor may have set others than the client's. */
    @Override
    public boolean limits(CallLimits into, @Nullable Object chain, @Nullable Object b, @Nullable Object c) {
        Object call = OF_CHAIN.read(chain);
        if (call == null) {
            return false;
        }
        Set known = known(call);
        long connect = CONNECT_NOW.number(chain, ZERO_UNLIMITED);
        long read = READ_NOW.number(chain, ZERO_UNLIMITED);
        into.connect(connect, by(connect, known.connect));
        into.read(read, by(read, known.read));
        whole(into, call, known.whole);
        return true;
    }

    @Override
    public @Nullable String goesTo(@Nullable Object chain, @Nullable Object b, @Nullable Object c) {
        return WHOLE_URL.text(URL.read(GOES_OUT.read(chain)));
    }

    @Override
    public void details(Details into, @Nullable Object call, @Nullable Object b, @Nullable Object c) {
        Object request = REQUEST.read(call);
        Object url = URL.read(request);
        into.query(QUERY.text(url));
        into.userInfo(USER.text(url));
        into.body(form(BODY.read(request)));
        Object headers = HEADERS.read(request);
        long size = SIZE.number(headers, Getter.Edges.SILENT);
        for (int i = 0; i < size; i++) {
            into.header(NAME.text(headers, i), VALUE.text(headers, i));
        }
    }

    private static @Nullable String form(@Nullable Object body) {
        if (!(FORM_SIZE.read(body) instanceof Integer size)) {
            return null;
        }
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < Math.min(size, MOST_FIELDS); i++) {
            form.append(FORM_NAME.text(body, i))
                    .append('=')
                    .append(FORM_VALUE.text(body, i))
                    .append('&');
        }
        return form.toString();
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return STATUS.integer(response, 0);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        if (response == null) {
            return;
        }
        into.status(status(response, a));
        into.contentType(HEADER.text(response, "Content-Type"));
        into.connection(HEADER.text(response, "Connection"), PROTOCOL.read(response));
        boolean plain = isPlain(response);
        Object first = response;
        Object before = BEFORE.read(response);
        for (int hop = 0; hop < MOST_HOPS && before != null; hop++) {
            first = before;
            plain |= isPlain(first);
            before = BEFORE.read(first);
        }
        if (into.isSecure()) {
            // A way down counts if it was taken.
            boolean down = first != response && plain;
            into.led(down ? "http://" + HOST.text(URL.read(ASKED.read(response))) : null);
        } else if (status(first, a) / 100 == 3) {
            into.status(status(first, a));
            into.location(HEADER.text(first, "Location"));
        }
    }

    private static boolean isPlain(Object response) {
        return "http".equals(SCHEME.read(URL.read(ASKED.read(response))));
    }

    /** Copies by {@code newBuilder()} share it. */
    @Override
    public @Nullable Object pool(Object made, @Nullable Object b, @Nullable Object c) {
        return POOL.read(made);
    }
}

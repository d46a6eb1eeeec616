package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 2. A call says nothing of itself, so it is noted as it is made; a web socket is no call. All clients share one pool
 * unless they are given another, so that making one costs little.
 */
public final class OkHttp2 implements Client {

    public static final String POINTS = """
            =http.OkHttp2
            around? com/squareup/okhttp/Call execute this
            sends? com/squareup/okhttp/Call enqueue(Lcom/squareup/okhttp/Callback;Z)V this,1
            ends? com/squareup/okhttp/Call getResponseWithInterceptorChain this
            notes? com/squareup/okhttp/Call <init> this,0,1
            """;

    private static final int MOST = 1 << 13;
    private static final long DEFAULT_MILLIS = 10_000;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNKNOWN, Getter.UNKNOWN);

    private static final String OF_CLIENT = "com.squareup.okhttp.OkHttpClient";
    private static final Getter CONNECT = Getter.of(OF_CLIENT, "getConnectTimeout");
    private static final Getter READ = Getter.of(OF_CLIENT, "getReadTimeout");
    private static final String OF_REQUEST = "com.squareup.okhttp.Request";
    private static final Getter URL = Getter.of(OF_REQUEST, "httpUrl");
    private static final Getter METHOD = Getter.of(OF_REQUEST, "method");
    private static final Getter HEADERS = Getter.of(OF_REQUEST, "headers");
    private static final String HTTP_URL = "com.squareup.okhttp.HttpUrl";
    private static final Getter SCHEME = Getter.of(HTTP_URL, "scheme");
    private static final Getter HOST = Getter.of(HTTP_URL, "host");
    private static final Getter PORT = Getter.of(HTTP_URL, "port");
    private static final Getter WHOLE_URL = Getter.of(HTTP_URL, "toString");
    private static final Getter QUERY = Getter.of(HTTP_URL, "encodedQuery");
    private static final Getter USER = Getter.of(HTTP_URL, "encodedUsername");
    private static final String OF_HEADERS = "com.squareup.okhttp.Headers";
    private static final Getter SIZE = Getter.of(OF_HEADERS, "size");
    private static final Getter NAME = Getter.of(OF_HEADERS, "name", int.class);
    private static final Getter VALUE = Getter.of(OF_HEADERS, "value", int.class);
    private static final String RESPONSE = "com.squareup.okhttp.Response";
    private static final Getter STATUS = Getter.of(RESPONSE, "code");
    private static final Getter PROTOCOL = Getter.of(RESPONSE, "protocol");
    private static final Getter HEADER = Getter.of(RESPONSE, "header", String.class);
    private static final Getter BEFORE = Getter.of(RESPONSE, "priorResponse");
    private static final Getter ASKED = Getter.of(RESPONSE, "request");

    private final WeakStates<Noted> calls;

    /** What a call was made of: the call itself keeps its request. */
    private record Noted(WeakReference<Object> request, long connect, long read) {}

    public OkHttp2(Drops drops) {
        calls = new WeakStates<>(MOST, "http.okhttp", drops);
    }

    @Override
    public String name() {
        return "OkHttp 2";
    }

    @Override
    public void notes(
            @Nullable Object result, @Nullable Object call, @Nullable Object client, @Nullable Object request) {
        if (call != null) {
            calls.put(
                    call,
                    new Noted(
                            new WeakReference<>(request),
                            CONNECT.number(client, ZERO_UNLIMITED),
                            READ.number(client, ZERO_UNLIMITED)));
        }
    }

    private @Nullable Object request(@Nullable Object call) {
        Noted noted = call == null ? null : calls.get(call);
        return noted == null ? null : noted.request.get();
    }

    @Override
    public boolean begins(Calling calling, @Nullable Object call, @Nullable Object webSocket, @Nullable Object c) {
        Noted noted = call == null ? null : calls.get(call);
        Object request = request(call);
        Object url = URL.read(request);
        if (noted == null
                || webSocket == Boolean.TRUE
                || !(HOST.read(url) instanceof String host)
                || !(SCHEME.read(url) instanceof String scheme)) {
            return false;
        }
        calling.goesTo(scheme, host, PORT.integer(url, 0));
        calling.method(METHOD.read(request) instanceof String method ? method : "");
        calling.path(WHOLE_URL.text(url), null);
        calling.request(request);
        CallLimits into = calling.limits();
        into.connect(noted.connect, by(noted.connect));
        into.read(noted.read, by(noted.read));
        into.whole(Limit.UNLIMITED, Limit.By.DEFAULT);
        return true;
    }

    /** Unlimited was the default before 2.5. */
    private static Limit.By by(long millis) {
        return millis == Limit.UNKNOWN || millis == Limit.UNLIMITED
                ? Limit.By.UNKNOWN
                : millis == DEFAULT_MILLIS ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    @Override
    public void details(Details into, @Nullable Object call, @Nullable Object b, @Nullable Object c) {
        Object request = request(call);
        Object url = URL.read(request);
        into.query(QUERY.text(url));
        into.userInfo(USER.text(url));
        Object headers = HEADERS.read(request);
        int size = SIZE.read(headers) instanceof Integer some ? some : 0;
        for (int i = 0; i < size; i++) {
            into.header(NAME.text(headers, i), VALUE.text(headers, i));
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
        into.connection(HEADER.text(response, "Connection"), PROTOCOL.read(response));
        into.location(HEADER.text(response, "Location"));
        if (BEFORE.read(response) != null) {
            Object url = URL.read(ASKED.read(response));
            into.led(SCHEME.read(url) + "://" + HOST.text(url));
        }
    }
}

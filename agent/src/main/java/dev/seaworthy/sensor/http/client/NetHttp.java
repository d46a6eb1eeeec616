package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.observation.Limit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JDK's {@link HttpClient}. An image may lack its module, so nothing else may touch this class before its first call. */
public final class NetHttp implements Client {

    // A synchronous call is sent by the same method as the others.
    public static final String POINTS = """
            =http.HttpClient
            around jdk/internal/net/http/HttpClientImpl send(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;)Ljava/net/http/HttpResponse; 0,this
            sends jdk/internal/net/http/HttpClientImpl sendAsync(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)Ljava/util/concurrent/CompletableFuture; 0,this,this
            made? jdk/internal/net/http/HttpClientImpl <init> this
            closes? jdk/internal/net/http/HttpClientImpl shutdown,shutdownNow this
            """;

    private static final int MOST_HOPS = 10;

    /** Until then, the timer of a request was cancelled when the head of the answer came. */
    private static final boolean HEAD_ONLY = Runtime.version().feature() < 26;

    @Override
    public String name() {
        return "java.net.http";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (!(a instanceof HttpRequest request) || !(b instanceof HttpClient client)) {
            return false;
        }
        URI uri = request.uri();
        String scheme = uri.getScheme();
        String host = uri.getHost();
        boolean isWebSocket = request.headers().map().containsKey("Sec-WebSocket-Key");
        if (scheme == null || host == null || isWebSocket) {
            return false;
        }
        call.goesTo(scheme, host, uri.getPort());
        call.method(request.method());
        call.path(uri.getRawPath(), uri.getRawQuery());
        call.request(request);
        CallLimits limits = call.limits();
        Optional<Duration> connect = client.connectTimeout();
        limits.connect(millis(connect), connect.isPresent() ? Limit.By.CLIENT : Limit.By.DEFAULT);
        // A request's timeout bounds the connect as well.
        Optional<Duration> timeout = request.timeout();
        Limit.By by = timeout.isPresent() ? Limit.By.REQUEST : Limit.By.DEFAULT;
        limits.read(millis(timeout), by);
        limits.whole(millis(timeout), by);
        limits.headOnly(HEAD_ONLY && timeout.isPresent());
        return true;
    }

    private static long millis(Optional<Duration> timeout) {
        return timeout.isPresent() ? Math.max(1, timeout.get().toMillis()) : Limit.UNLIMITED;
    }

    @Override
    public void details(Details into, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (!(a instanceof HttpRequest request)) {
            return;
        }
        into.query(request.uri().getRawQuery());
        into.userInfo(request.uri().getRawUserInfo());
        HttpRequest.BodyPublisher body = request.bodyPublisher().orElse(null);
        if (body != null) {
            into.body(Published.of(body));
        }
        for (Map.Entry<String, List<String>> header : request.headers().map().entrySet()) {
            List<String> values = header.getValue();
            into.header(header.getKey(), values.isEmpty() ? null : values.get(0));
        }
    }

    @Override
    public void answered(Answered into, @Nullable Object answer, @Nullable Object a) {
        if (!(answer instanceof HttpResponse<?> response)) {
            return;
        }
        HttpHeaders headers = response.headers();
        into.contentType(headers.firstValue("content-type").orElse(null));
        into.status(response.statusCode());
        into.connection(headers.firstValue("connection").orElse(null), null);
        if (hasNoBody(response)) {
            into.bodyless();
        }
        boolean followed = false;
        boolean plain = isPlain(response);
        HttpResponse<?> first = response;
        Optional<? extends HttpResponse<?>> before = response.previousResponse();
        for (int hop = 0; hop < MOST_HOPS && before.isPresent(); hop++) {
            followed = true;
            first = before.get();
            plain |= isPlain(first);
            before = first.previousResponse();
        }
        if (into.isSecure()) {
            // A way down counts if it was taken.
            into.led(followed && plain ? "http://" + response.uri().getHost() : null);
        } else if (first.statusCode() / 100 == 3) {
            into.status(first.statusCode());
            into.location(first.headers().firstValue("Location").orElse(null));
        }
    }

    /** A synchronous call comes by the point of the others, too. */
    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object b, @Nullable Object client) {
        return client;
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return response instanceof HttpResponse<?> answer ? answer.statusCode() : 0;
    }

    private static boolean hasNoBody(HttpResponse<?> response) {
        int status = response.statusCode();
        return status == 204
                || status == 304
                || response.request().method().equals("HEAD")
                || response.headers().firstValue("content-length").orElse("").equals("0");
    }

    private static boolean isPlain(HttpResponse<?> response) {
        return "http".equalsIgnoreCase(response.uri().getScheme());
    }
}

package dev.seaworthy.sensor.http;

import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.sensor.Late;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads calls made through {@link HttpClient}. Loaded at the first of them, since an image may lack its module. */
final class NetHttpCalls {

    private static final int KIND = 3;

    private final Late late;
    private final Calls calls;
    private final Credentials credentials;

    NetHttpCalls(Calls calls, Credentials credentials, Late late) {
        this.late = late;
        this.calls = calls;
        this.credentials = credentials;
    }

    /** A request was handed to the client; {@code result} is what tells its end. */
    void sent(@Nullable Object client, @Nullable Object asked, boolean async, @Nullable Object result) {
        if (!(asked instanceof HttpRequest request) || !(client instanceof HttpClient sender)) {
            return;
        }
        URI uri = request.uri();
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null) {
            return;
        }
        boolean secure = scheme.equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        long read = millis(request.timeout());
        // A request's timeout bounds the connect as well.
        long connect = millis(sender.connectTimeout());
        connect = read > 0 && (connect == 0 || read < connect) ? read : connect;
        Map<String, List<String>> headers = request.headers().map();
        int kinds = uri.getRawUserInfo() == null ? 0 : Credentials.USER_INFO;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            List<String> values = header.getValue();
            kinds |= values.isEmpty() ? 0 : credentials.look(header.getKey(), values.get(0));
        }
        Shape shape = calls.shape(secure ? KIND + 8 : KIND, host, port, connect, read, kinds);
        Caller caller = calls.look(shape);
        if (caller == null) {
            return;
        }
        Wrapping wrapping = Wrapping.look();
        Sent call = new Sent(
                calls.at(caller),
                caller,
                "java.net.http",
                request.method(),
                secure ? "https" : "http",
                host,
                port,
                uri.getRawQuery(),
                kinds,
                async || wrapping == Wrapping.TASK);
        call.connectTimeout = connect;
        call.readTimeout = read;
        call.bounded = wrapping == Wrapping.LIMITER
                || wrapping == Wrapping.TASK && calls.bounds().mayBoundNow();
        call.streaming =
                Locations.isEventStream(request.headers().firstValue("Accept").orElse(null));
        if (async) {
            call.result = new WeakReference<>(result);
        }
        calls.add(call);
        if (result instanceof CompletableFuture<?> future) {
            future.whenComplete((response, thrown) -> late.calledBack(() -> ended(call, response, thrown)));
        }
    }

    private static void ended(Sent call, @Nullable Object answer, @Nullable Throwable thrown) {
        try {
            if (answer instanceof HttpResponse<?> response) {
                read(call, response);
                call.end(Outcome.ANSWERED);
            } else {
                boolean refused = thrown != null && Locations.isRefusal(thrown);
                call.end(refused ? Outcome.REFUSED : Outcome.FAILED);
            }
        } catch (RuntimeException unreadable) {
            call.end(Outcome.ANSWERED);
        }
    }

    private static void read(Sent call, HttpResponse<?> response) {
        call.streaming |= Locations.isEventStream(
                response.headers().firstValue("content-type").orElse(null));
        call.status = response.statusCode();
        boolean followed = false;
        Optional<? extends HttpResponse<?>> before = response.previousResponse();
        HttpResponse<?> first = response;
        boolean plain = isPlain(response);
        for (int hop = 0; hop < 10 && before.isPresent(); hop++) {
            followed = true;
            first = before.get();
            plain |= isPlain(first);
            before = first.previousResponse();
        }
        if (call.scheme.equals("https")) {
            // A way down counts where it was taken.
            call.location = followed && plain ? "http://" + response.uri().getHost() : "";
        } else if (first.statusCode() / 100 == 3) {
            call.status = first.statusCode();
            call.location =
                    Locations.origin(first.headers().firstValue("Location").orElse(null));
        }
    }

    private static boolean isPlain(HttpResponse<?> response) {
        return "http".equalsIgnoreCase(response.uri().getScheme());
    }

    private static long millis(Optional<Duration> timeout) {
        return timeout.isPresent() ? Math.max(1, timeout.get().toMillis()) : 0;
    }
}

package dev.seaworthy.sensor.http;

import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.CallSent.Outcome;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls made through {@link HttpURLConnection}. Both protocols end in the class that the hooks are in, https by its
 * delegate, so each is seen once.
 */
final class UrlCalls {

    private static final String CLIENT = "HttpURLConnection";
    private static final int KIND = 1;
    private static final int MOST_STATES = 1 << 14;

    /** What is known of a connection that is under way. */
    private static final class UrlState {
        volatile int credentials;
        volatile boolean events;
        volatile @Nullable Sent sent;
    }

    private final Calls calls;
    private final Credentials credentials;
    private final WeakStates<UrlState> states;

    UrlCalls(Calls calls, Credentials credentials) {
        this.calls = calls;
        this.credentials = credentials;
        this.states = new WeakStates<>(MOST_STATES, "http.connection", calls.drops());
    }

    /** A header is set on a connection that is not open yet. */
    void header(@Nullable Object connection, @Nullable String name, @Nullable String value) {
        if (connection == null || name == null || value == null) {
            return;
        }
        int kind = credentials.look(name, value);
        boolean events = name.equalsIgnoreCase("Accept") && value.startsWith("text/event-stream");
        if (kind != 0 || events) {
            UrlState known = state(connection);
            known.credentials |= kind;
            known.events |= events;
        }
    }

    void connecting(@Nullable Object opened) {
        if (!(opened instanceof HttpURLConnection connection)) {
            return;
        }
        URL url = connection.getURL();
        UrlState known = states.get(connection);
        Sent before = known == null ? null : known.sent;
        if (before != null && before.isOpen()) {
            if (before.goesTo(url.getHost(), port(url))) {
                return; // another attempt of the same call, with other credentials or through another proxy
            }
            before.end(Outcome.ANSWERED); // by a redirect
        }
        int kinds = kinds(url, known);
        Shape shape = shape(connection, url, kinds);
        Caller caller = calls.look(shape);
        if (caller != null) {
            calls.add(begin(connection, url, caller, kinds, known != null && known.events));
        }
    }

    void answered(@Nullable Object opened) {
        if (!(opened instanceof HttpURLConnection connection)) {
            return;
        }
        Sent call = open(connection);
        if (call == null) {
            return;
        }
        try {
            // The answer is here, so none of these reads from the network.
            int status = connection.getResponseCode();
            call.status = status;
            if (status / 100 == 3) {
                call.location = Locations.origin(connection.getHeaderField("Location"));
            }
            call.streaming |= Locations.isEventStream(connection.getContentType());
            call.readTimeout = Locations.timeout(connection.getReadTimeout(), "sun.net.client.defaultReadTimeout");
        } catch (IOException unlikely) {
            call.status = 0;
        }
        call.end(Outcome.ANSWERED);
    }

    void failed(@Nullable Object opened, Throwable thrown, boolean connecting) {
        if (!(opened instanceof HttpURLConnection connection)) {
            return;
        }
        Sent call = open(connection);
        UrlState known = states.get(connection);
        if (call == null && connecting && thrown instanceof ConnectException && (known == null || known.sent == null)) {
            URL url = connection.getURL();
            Shape shape = shape(connection, url, kinds(url, known));
            Caller caller = calls.refused(shape);
            if (caller != null) {
                call = begin(connection, url, caller, kinds(url, known), known != null && known.events);
                calls.add(call);
            }
        }
        if (call == null) {
            return;
        }
        int status = status(thrown);
        call.status = status;
        call.end(status > 0 ? Outcome.ANSWERED : Locations.isRefusal(thrown) ? Outcome.REFUSED : Outcome.FAILED);
    }

    private Sent begin(HttpURLConnection connection, URL url, Caller caller, int kinds, boolean events) {
        Wrapping wrapping = Wrapping.look();
        Sent call = new Sent(
                calls.at(caller),
                caller,
                CLIENT,
                connection.getRequestMethod(),
                url.getProtocol(),
                url.getHost(),
                port(url),
                url.getQuery(),
                kinds,
                wrapping == Wrapping.TASK);
        call.connectTimeout = Locations.timeout(connection.getConnectTimeout(), "sun.net.client.defaultConnectTimeout");
        call.readTimeout = Locations.timeout(connection.getReadTimeout(), "sun.net.client.defaultReadTimeout");
        call.streaming = events;
        call.bounded = wrapping == Wrapping.LIMITER
                || wrapping == Wrapping.TASK && calls.bounds().mayBoundNow();
        state(connection).sent = call;
        return call;
    }

    private @Nullable Sent open(HttpURLConnection connection) {
        UrlState known = states.get(connection);
        Sent call = known == null ? null : known.sent;
        return call != null && call.isOpen() ? call : null;
    }

    private @Nullable Shape shape(HttpURLConnection connection, URL url, int kinds) {
        int kind = url.getProtocol().equals("https") ? KIND + 8 : KIND;
        return calls.shape(
                kind, url.getHost(), port(url), connection.getConnectTimeout(), connection.getReadTimeout(), kinds);
    }

    private static int kinds(URL url, @Nullable UrlState known) {
        return (known == null ? 0 : known.credentials) | (url.getUserInfo() == null ? 0 : Credentials.USER_INFO);
    }

    private UrlState state(Object connection) {
        UrlState known = states.get(connection);
        if (known != null) {
            return known;
        }
        UrlState made = new UrlState();
        UrlState kept = states.putIfAbsent(connection, made);
        return kept == null ? made : kept;
    }

    private static int port(URL url) {
        return url.getPort() >= 0 ? url.getPort() : url.getDefaultPort();
    }

    /** The status that an exception stands for, 0 where it is no answer. */
    private static int status(Throwable thrown) {
        if (thrown instanceof FileNotFoundException) {
            return 404;
        }
        String message = thrown instanceof IOException ? thrown.getMessage() : null;
        String begin = "Server returned HTTP response code: ";
        if (message != null && message.startsWith(begin) && message.length() >= begin.length() + 3) {
            int status = 0;
            for (int i = begin.length(); i < begin.length() + 3; i++) {
                status = status * 10 + (message.charAt(i) - '0');
            }
            return status;
        }
        return 0;
    }
}

package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reactor Netty since 1.0, and {@code WebClient} over it. Each subscription is a call, known by its subscriber: the objects
 * that see its end are made on its way, and remembered as theirs.
 */
public final class ReactorNetty implements Client {

    public static final String POINTS = """
            =http.ReactorNetty
            notes? reactor/netty/http/client/HttpClientConnect$MonoHttpConnect <init> this,0
            notes? reactor/netty/http/client/HttpClientConnect$HttpClientHandler <init> this,0
            sends? reactor/netty/http/client/HttpClientConnect$MonoHttpConnect subscribe 0,this
            wire? reactor/netty/http/client/HttpClientConnect$HttpClientHandler requestWithBody 0,this
            done? reactor/netty/http/client/HttpClientConnect$HttpClientHandler test(Ljava/lang/Throwable;)Z this,0
            done? reactor/netty/http/client/HttpClientOperations afterInboundComplete this
            done? reactor/netty/http/client/HttpClientOperations onInboundClose this
            done? reactor/netty/http/client/HttpClientOperations onInboundCancel this
            joins? reactor/core/publisher/BlockingSingleSubscriber blockingGet()Ljava/lang/Object; this
            times? reactor/core/publisher/BlockingSingleSubscriber blockingGet(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object; this,0,1
            joins? reactor/core/publisher/BlockingOptionalMonoSubscriber blockingGet()Ljava/util/Optional; this
            times? reactor/core/publisher/BlockingOptionalMonoSubscriber blockingGet(JLjava/util/concurrent/TimeUnit;)Ljava/util/Optional; this,0,1
            notes? reactor/core/publisher/FluxTimeout$TimeoutMainSubscriber <init> this,4
            """;

    static final int MOST = 1 << 14;
    private static final long CONNECT_MILLIS = 30_000;
    private static final String REDIRECT = "RedirectClientException";

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNKNOWN, Getter.UNLIMITED);

    private static final String CONFIG = "reactor.netty.http.client.HttpClientConfig";
    private static final Getter URI = Getter.of(CONFIG, "uri");
    private static final Getter BASE = Getter.of(CONFIG, "baseUrl");
    private static final Getter SECURE = Getter.of(CONFIG, "isSecure");
    private static final Getter METHOD = Getter.of(CONFIG, "method");
    private static final Getter READ = Getter.of(CONFIG, "responseTimeout");
    private static final Getter HEADERS = Getter.of(CONFIG, "headers");
    private static final Getter SOCKETS = Getter.of(CONFIG, "websocketClientSpec");
    private static final Getter OPTIONS = Getter.of("reactor.netty.transport.TransportConfig", "options");
    private static final Getter SENT_HEADERS =
            Getter.of("reactor.netty.http.client.HttpClientRequest", "requestHeaders");
    private static final String RESPONSE = "reactor.netty.http.client.HttpClientResponse";
    private static final Getter STATUS = Getter.of(RESPONSE, "status");
    private static final Getter CODE = Getter.of("io.netty.handler.codec.http.HttpResponseStatus", "code");
    private static final Getter ANSWERED = Getter.of(RESPONSE, "responseHeaders");
    private static final Getter HEADER = Getter.of("io.netty.handler.codec.http.HttpHeaders", "get", String.class);
    private static final Getter CHANNEL = Getter.of("reactor.netty.channel.ChannelOperations", "channel");
    private static final Getter PIPELINE = Getter.of("io.netty.channel.Channel", "pipeline");
    private static final Getter IDLE = new Getter("getReaderIdleTimeInMillis");

    /** Settings of what may be subscribed to, and subscribers of what is on its way for them. */
    private final WeakStates<WeakReference<Object>> links;

    private final Pipeline pipeline;

    /** Whom this thread begins a call for: what is made meanwhile is theirs. */
    private final ThreadLocal<WeakReference<Object>> subscribers = new ThreadLocal<>();

    public ReactorNetty(Drops drops) {
        links = new WeakStates<>(MOST, "http.reactor", drops);
        pipeline = new Pipeline(drops);
    }

    @Override
    public String name() {
        return "Reactor Netty";
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object made, @Nullable Object config, @Nullable Object c) {
        if (made != null && config instanceof String timeout) {
            pipeline.made(made, timeout);
            return;
        }
        WeakReference<Object> about =
                made instanceof SocketAddress ? subscribers.get() : config == null ? null : new WeakReference<>(config);
        if (made != null && about != null) {
            links.put(made, about);
        }
    }

    @Override
    public void times(@Nullable Object end, @Nullable Object timeout, @Nullable Object unit) {
        if (end != null && timeout instanceof Long time && unit instanceof TimeUnit in) {
            pipeline.waits(end, in.toNanos(time));
        }
    }

    /** The subscriber. Those who follow a redirect, or try a reset connection again, are not done. */
    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (a == null || b instanceof Throwable thrown && goesOn(thrown)) {
            return null;
        }
        if (b instanceof SocketAddress) {
            WeakReference<Object> handled = links.get(b);
            if (handled != null) {
                links.put(a, handled); // a new exchange of that call
            }
        }
        WeakReference<Object> subscriber = links.get(a);
        return subscriber == null ? a : subscriber.get();
    }

    private static boolean goesOn(Throwable thrown) {
        String type = thrown.getClass().getSimpleName();
        return type.equals(REDIRECT)
                || type.equals("AbortedException")
                || thrown.getClass() == IOException.class
                || thrown.getClass() == SocketException.class
                || type.equals("NativeIoException");
    }

    @Override
    public boolean begins(Calling call, @Nullable Object subscriber, @Nullable Object mono, @Nullable Object c) {
        WeakReference<Object> reference = mono == null ? null : links.get(mono);
        Object config = reference == null ? null : reference.get();
        if (config == null || subscriber == null || SOCKETS.read(config) != null) {
            return false;
        }
        String uri = URI.text(config);
        String base = BASE.text(config);
        String whole = base != null && (uri == null || uri.startsWith("/")) ? base : uri;
        if (whole == null || !goesTo(call, whole, Boolean.TRUE.equals(SECURE.read(config)))) {
            return false;
        }
        subscribers.set(new WeakReference<>(subscriber));
        call.method(String.valueOf(METHOD.read(config)));
        call.path(uri == null ? base : uri, null);
        CallLimits limits = call.limits();
        long read = READ.millis(config, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        limits.read(read, read == Limit.UNLIMITED ? Limit.By.DEFAULT : Limit.By.CLIENT);
        limits.whole(Limit.UNLIMITED, Limit.By.DEFAULT);
        Object set = option(OPTIONS.read(config));
        long connect = set instanceof Integer millis ? millis : CONNECT_MILLIS;
        limits.connect(
                connect > 0 ? connect : Limit.UNLIMITED, set instanceof Integer ? Limit.By.CLIENT : Limit.By.DEFAULT);
        return true;
    }

    private static @Nullable Object option(@Nullable Object options) {
        if (options instanceof Map<?, ?> all) {
            for (Map.Entry<?, ?> one : all.entrySet()) {
                if (String.valueOf(one.getKey()).equals("CONNECT_TIMEOUT_MILLIS")) {
                    return one.getValue();
                }
            }
        }
        return null;
    }

    private static boolean goesTo(Calling call, String uri, boolean secure) {
        int scheme = uri.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int to = from;
        while (to < uri.length() && "/?#".indexOf(uri.charAt(to)) < 0) {
            to++;
        }
        from = Math.max(from, uri.lastIndexOf('@', to - 1) + 1);
        int colon = uri.lastIndexOf(':', to - 1);
        boolean hasPort = colon > from && uri.indexOf(']', colon) < 0;
        int port = 0;
        for (int i = colon + 1; hasPort && i < to; i++) {
            port = port * 10 + Character.digit(uri.charAt(i), 10);
        }
        String host = uri.substring(from, hasPort ? colon : to);
        call.goesTo(scheme < 0 ? secure ? "https" : "http" : uri.substring(0, scheme), host, port);
        return !host.isEmpty() && (scheme < 0 || uri.startsWith("http"));
    }

    /** A handler of Netty's may limit what the client does not. */
    @Override
    public boolean limits(CallLimits into, @Nullable Object exchange, @Nullable Object handler, @Nullable Object c) {
        if (!(PIPELINE.read(CHANNEL.read(exchange)) instanceof Iterable<?> pipeline)) {
            return false;
        }
        for (Object each : pipeline) {
            Object one = each instanceof Map.Entry<?, ?> entry ? entry.getValue() : null;
            for (Class<?> type = one == null ? null : one.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getSimpleName().equals("ReadTimeoutHandler")) {
                    into.read(IDLE.number(one, ZERO_UNLIMITED), Limit.By.CLIENT);
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void details(Details into, @Nullable Object subscriber, @Nullable Object mono, @Nullable Object c) {
        WeakReference<Object> reference = mono == null ? null : links.get(mono);
        Object config = reference == null ? null : reference.get();
        String uri = URI.text(config);
        int query = uri == null ? -1 : uri.indexOf('?');
        into.query(uri == null || query < 0 ? null : uri.substring(query + 1));
        headers(into, HEADERS.read(config));
        if (subscriber != null) {
            pipeline.read(into, subscriber);
        }
    }

    private static void headers(Details into, @Nullable Object all) {
        if (all instanceof Iterable<?> headers) {
            for (Object header : headers) {
                if (header instanceof Map.Entry<?, ?> entry) {
                    into.header(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
                }
            }
        }
    }

    /** Most are set only as a request goes out. */
    @Override
    public boolean knowsHeaders() {
        return false;
    }

    @Override
    public @Nullable Object outcome(@Nullable Object exchange, @Nullable Object thrown, @Nullable Object c) {
        return thrown instanceof Throwable ? thrown : exchange;
    }

    @Override
    public int status(@Nullable Object exchange, @Nullable Object a) {
        return CODE.integer(STATUS.read(exchange), 0);
    }

    /** Most headers of a request are set only as it goes out. */
    @Override
    public void answered(Answered into, @Nullable Object exchange, @Nullable Object a) {
        if (into instanceof Details request) {
            headers(request, SENT_HEADERS.read(exchange));
        }
        Object headers = ANSWERED.read(exchange);
        into.status(status(exchange, a));
        into.contentType(HEADER.text(headers, "Content-Type"));
        into.connection(HEADER.text(headers, "Connection"), null);
        into.location(HEADER.text(headers, "Location"));
    }
}

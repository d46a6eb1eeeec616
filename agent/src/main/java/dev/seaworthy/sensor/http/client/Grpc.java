package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Limit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * gRPC on whatever transport; channels within the process are no calls. A call has one limit, its deadline, wherever that
 * was set: it is read as the call begins. Calls with many messages may last as long as they like.
 */
public final class Grpc implements Client {

    public static final String POINTS = """
            =http.Grpc
            notes? io/grpc/internal/ManagedChannelImplBuilder getDefaultPort this
            notes? io/grpc/netty/NettyChannelBuilder getDefaultPort this
            notes? io/grpc/netty/shaded/io/grpc/netty/NettyChannelBuilder getDefaultPort this
            notes? io/grpc/okhttp/OkHttpChannelBuilder getDefaultPort this
            notes? io/grpc/internal/ManagedChannelImpl <init> this,0,1
            notes? io/grpc/internal/ManagedChannelImpl$RealChannel <init> this,0
            notes? io/grpc/internal/ManagedChannelImpl$RealChannel newCall this
            notes? io/grpc/internal/ManagedChannelImpl$RealChannel newClientCall this
            notes? io/grpc/internal/ClientCallImpl <init> this,0
            notes? io/grpc/internal/ManagedChannelImpl$RealChannel$PendingCall <init> this,0,2
            notes? io/grpc/internal/DelayedClientCall setCall this,0
            sends? io/grpc/internal/DelayedClientCall start this
            done? io/grpc/internal/DelayedClientCall cancel(Lio/grpc/Status;Z)V this,0
            sends? io/grpc/internal/ClientCallImpl start this
            uses? io/grpc/internal/ClientCallImpl effectiveDeadline this
            done? io/grpc/internal/ClientCallImpl closeObserver this,1
            joins? io/grpc/stub/ClientCalls blockingUnaryCall 0
            joins? io/grpc/stub/ClientCalls blockingV2UnaryCall 0
            times? com/google/common/util/concurrent/AbstractFuture get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object; this,0,1
            made? io/grpc/internal/ManagedChannelImpl <init> this
            closes? io/grpc/internal/ManagedChannelImpl shutdown this
            """;

    private static final int MOST = 1 << 14;
    private static final int PLAIN_PORT = 80;
    private static final int TLS_PORT = 443;

    private static final Getter AUTHORITY = Getter.of("io.grpc.Channel", "authority");
    private static final String METHOD = "io.grpc.MethodDescriptor";
    private static final Getter NAME = Getter.of(METHOD, "getFullMethodName");
    private static final Getter TYPE = Getter.of(METHOD, "getType");
    private static final Getter REMAINS = Getter.of("io.grpc.Deadline", "timeRemaining", TimeUnit.class);
    private static final String STATUS = "io.grpc.Status";
    private static final Getter CODE = Getter.of(STATUS, "getCode");
    private static final Getter CAUSE = Getter.of(STATUS, "getCause");

    /** Default ports of builders, by which they say whether they encrypt; for in-process ones that there is none. */
    private final WeakStates<Integer> ports;

    private final WeakStates<Route> routes;
    private final WeakStates<Call> calls;
    private final Links channels;

    /** Calls that had to wait for their channel, by those that were made for them then. */
    private final Links delayed;

    /** Where a channel leads. */
    private record Route(String scheme, String host, int port) {}

    /** A call that was made and not begun yet, perhaps. */
    private static final class Call {
        private boolean one;
        private @Nullable Route route;
    }

    public Grpc(Drops drops) {
        ports = new WeakStates<>(MOST, "http.grpc", drops);
        routes = new WeakStates<>(MOST, "http.grpc", drops);
        calls = new WeakStates<>(MOST, "http.grpc", drops);
        channels = new Links("http.grpc", drops);
        delayed = new Links("http.grpc", drops);
    }

    @Override
    public String name() {
        return "gRPC";
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object made, @Nullable Object from, @Nullable Object by) {
        if (made == null) {
            return;
        }
        if (result instanceof Integer port) {
            ports.put(made, port);
        } else if (from != null && calls.get(made) != null && calls.get(from) != null) {
            delayed.put(from, made);
        } else if (result != null) {
            route(result, made);
        } else if (from != null && NAME.isIn(from.getClass())) {
            call(made, from);
        } else if (from != null && by != null && NAME.isIn(by.getClass())) {
            call(made, by);
            route(made, from);
        } else if (by != null && from != null) {
            Integer port = ports.get(from);
            ports.put(made, by.getClass().getName().contains("InProcess") ? 0 : port == null ? TLS_PORT : port);
        } else {
            channels.put(made, from);
        }
    }

    private void call(Object made, Object method) {
        Call call = new Call();
        call.one = "UNARY".equals(String.valueOf(TYPE.read(method)));
        calls.put(made, call);
    }

    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object waited = delayed.from(a);
        return waited == null ? a : waited;
    }

    /** The channel made that call. */
    private void route(Object made, Object channel) {
        Call call = calls.get(made);
        if (call == null) {
            return;
        }
        Route known = routes.get(channel);
        if (known == null) {
            known = read(channel);
            routes.put(channel, known);
        }
        call.route = known;
    }

    private Route read(Object channel) {
        Object owner = channels.from(channel);
        Integer standard = owner == null ? null : ports.get(owner);
        String authority = AUTHORITY.text(channel);
        if (authority == null || standard == null || standard == 0) {
            return new Route("", "", 0);
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > 0 && authority.indexOf(']', colon) < 0 && authority.indexOf(':') >= 0;
        int port = 0;
        for (int i = colon + 1; hasPort && i < authority.length(); i++) {
            port = port * 10 + Character.digit(authority.charAt(i), 10);
        }
        return new Route(
                standard == PLAIN_PORT ? "http" : "https",
                hasPort ? authority.substring(0, colon) : authority,
                port > 0 ? port : standard);
    }

    @Override
    public boolean begins(Calling calling, @Nullable Object made, @Nullable Object b, @Nullable Object c) {
        Call call = made == null ? null : calls.get(made);
        Route route = call == null ? null : call.route;
        if (route == null || route.host.isEmpty() || delayed.from(made) != null) {
            return false;
        }
        calling.goesTo(route.scheme, route.host, route.port);
        calling.method("RPC");
        return true;
    }

    /** The deadline, rounded up to two digits: those that are alike to people are the same. */
    @Override
    public boolean limits(CallLimits into, @Nullable Object deadline, @Nullable Object made, @Nullable Object c) {
        Call call = made == null ? null : calls.get(made);
        if (deadline == null) {
            if (call != null && call.one) {
                into.read(Limit.UNLIMITED, Limit.By.DEFAULT);
            }
            into.whole(Limit.UNLIMITED, Limit.By.DEFAULT);
            return call != null;
        }
        long left = REMAINS.read(deadline, TimeUnit.MILLISECONDS) instanceof Long millis ? millis : Limit.UNKNOWN;
        long step = 1;
        while (left / step > 99) {
            step *= 10;
        }
        into.whole(left < 0 ? Limit.UNKNOWN : Math.max(1, (left + step - 1) / step * step), Limit.By.REQUEST);
        return true;
    }

    /** Its status, or why the other side was not reached. */
    @Override
    public @Nullable Object outcome(@Nullable Object made, @Nullable Object status, @Nullable Object c) {
        return CAUSE.read(status) instanceof Exception cause && status(status, made) == 503 ? cause : status;
    }

    /** As HTTP would say it. */
    @Override
    public int status(@Nullable Object status, @Nullable Object a) {
        Object code = CODE.read(status);
        return code == null
                ? 0
                : switch (code.toString()) {
                    case "OK" -> 200;
                    case "UNKNOWN", "INTERNAL", "DATA_LOSS" -> 500;
                    case "UNIMPLEMENTED" -> 501;
                    case "UNAVAILABLE" -> 503;
                    case "DEADLINE_EXCEEDED" -> 504;
                    default -> 400;
                };
    }

    @Override
    public void answered(Answered into, @Nullable Object status, @Nullable Object a) {
        into.status(status(status, a));
    }

    @Override
    public @Nullable Object pool(Object made, @Nullable Object b, @Nullable Object c) {
        Integer port = ports.get(made);
        return port == null || port == 0 ? null : made;
    }
}

package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import org.jspecify.annotations.Nullable;

/**
 * gRPC servers on whatever transport. A call with one answer is one request, until it is closed; of a call with many
 * answers each message of the client is one, as long as its handler runs: such a call may last for days.
 */
final class Grpc implements Server {

    private static final String LISTENER = "io/grpc/internal/ServerCallImpl$ServerStreamListenerImpl ";

    static final String POINTS = "made " + LISTENER + "<init> this,0\n"
            + "around " + LISTENER + "messagesAvailable,halfClosed this\n"
            + "ends " + LISTENER + "closed this\n";

    private static final int MOST = 1 << 16;

    private static final Getter DESCRIPTOR = Getter.of("", "getMethodDescriptor");
    private static final Getter NAME = Getter.of("", "getFullMethodName");
    private static final Getter TYPE = Getter.of("", "getType");
    private static final Getter ONE_ANSWER = Getter.of("", "serverSendsOneMessage");

    /** What each open call is for, by its listener. */
    private final WeakStates<Call> calls;

    Grpc(Drops drops) {
        calls = new WeakStates<>(MOST, "server.grpc", drops);
    }

    private record Call(String path, boolean oneAnswer) {}

    @Override
    public void made(@Nullable Object listener, @Nullable Object call) {
        Object method = DESCRIPTOR.read(call);
        if (listener != null && method != null) {
            boolean oneAnswer = Boolean.TRUE.equals(ONE_ANSWER.read(TYPE.read(method)));
            calls.put(listener, new Call("/".concat(String.valueOf(NAME.text(method))), oneAnswer));
        }
    }

    @Override
    public @Nullable Object key(@Nullable Object listener, @Nullable Object b, @Nullable Object c) {
        Call call = listener == null ? null : calls.get(listener);
        return call != null && call.oneAnswer ? listener : null;
    }

    @Override
    public @Nullable Object request(@Nullable Object listener, @Nullable Object b, @Nullable Object c) {
        return listener == null ? null : calls.get(listener);
    }

    @Override
    public @Nullable String method(@Nullable Object call) {
        return call == null ? null : "POST";
    }

    @Override
    public @Nullable String path(@Nullable Object call) {
        return call instanceof Call known ? known.path : null;
    }

    @Override
    public @Nullable String contentType(@Nullable Object call) {
        return null;
    }
}

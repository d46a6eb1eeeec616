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
            + "tells io/grpc/internal/ServerCallImpl close(Lio/grpc/Status;Lio/grpc/Metadata;)V this,0\n"
            + "ends " + LISTENER + "closed this\n";

    private static final int MOST = 1 << 16;

    private static final Getter DESCRIPTOR = Getter.of("", "getMethodDescriptor");
    private static final Getter NAME = Getter.of("", "getFullMethodName");
    private static final Getter TYPE = Getter.of("", "getType");
    private static final Getter CODE = Getter.of("", "getCode");
    private static final Getter ONE_ANSWER = Getter.of("", "serverSendsOneMessage");

    /** What each open call is for, by its listener. */
    private final WeakStates<Call> calls;

    Grpc(Drops drops) {
        calls = new WeakStates<>(MOST, "server.grpc", drops);
    }

    private static final class Call {
        final String path;
        final boolean oneAnswer;
        volatile int status;

        Call(String path, boolean oneAnswer) {
            this.path = path;
            this.oneAnswer = oneAnswer;
        }
    }

    @Override
    public void made(@Nullable Object listener, @Nullable Object call) {
        Object method = DESCRIPTOR.read(call);
        if (listener != null && call != null && method != null) {
            boolean oneAnswer = Boolean.TRUE.equals(ONE_ANSWER.read(TYPE.read(method)));
            Call made = new Call("/".concat(String.valueOf(NAME.text(method))), oneAnswer);
            calls.put(listener, made);
            calls.put(call, made);
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
    public @Nullable Object answers(@Nullable Object call, @Nullable Object status, @Nullable Object c) {
        Call known = call == null ? null : calls.get(call);
        if (known != null) {
            known.status = status(CODE.text(status));
        }
        return null; // it is read where the call ends
    }

    private static int status(@Nullable String code) {
        return code == null
                ? 0
                : switch (code) {
                    case "OK" -> 200;
                    case "UNKNOWN", "INTERNAL", "DATA_LOSS" -> 500;
                    case "UNIMPLEMENTED" -> 501;
                    case "UNAVAILABLE" -> 503;
                    case "DEADLINE_EXCEEDED" -> 504;
                    default -> 400;
                };
    }

    /** As HTTP would say it. */
    @Override
    public int status(@Nullable Object listener, @Nullable Object b, @Nullable Object c) {
        Call call = listener == null ? null : calls.get(listener);
        return call == null ? 0 : call.status;
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

package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.RequestValues;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Servers of HTTP/1.1 on Netty, known or unknown: Reactor Netty, Vert.x, Micronaut, Quarkus, Play, Ratpack and whatever an
 * application builds itself. A request begins when it is decoded and fired into the pipeline, goes on with each part of its
 * body and each time that nothing is left to read for now, and is over when the last part of its response is encoded or its
 * connection is lost. It belongs to its channel; of requests that a client sends without waiting for answers, the next ends
 * the one before.
 */
final class Netty implements Server {

    static final String POINTS = """
            around io/netty/handler/codec/ByteToMessageDecoder fireChannelRead(Lio/netty/channel/ChannelHandlerContext;Lio/netty/handler/codec/CodecOutputList;I)V 0,1
            around io/netty/handler/codec/ByteToMessageDecoder channelReadComplete 0
            ends io/netty/handler/codec/ByteToMessageDecoder channelInactive 0
            ends io/netty/handler/codec/http/HttpObjectEncoder write,encode 0,1
            """;

    /** A response that is still going on so long after it began is a stream; nobody waits for its end. */
    static final long STREAM_MILLIS = 5_000;

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int SWITCHED = 101;

    private static final int REQUEST = 1;
    private static final int RESPONSE = 2;
    private static final int CONTENT = 4;
    private static final int LAST = 8;

    private static final Getter CHANNEL = Getter.of("", "channel");
    private static final Getter BUFFER = Getter.of("", "content");
    private static final Getter BYTES = Getter.of("", "nioBuffer");
    private static final Getter METHOD = Getter.of("", "method");
    private static final Getter URI = Getter.of("", "uri");
    private static final Getter STATUS = Getter.of("", "status");
    private static final Getter CODE = Getter.of("", "code");
    private static final Getter HEADERS = Getter.of("", "headers");
    private static final Getter ENTRIES = Getter.of("", "entries");
    private static final Getter HEADER = Getter.of("", "get", String.class);

    /** What a class of messages is, by its interfaces' names: each loader has its own, and each relocation. */
    private static final ClassValue<Integer> KINDS = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return kind(type);
        }
    };

    private static int kind(Class<?> type) {
        int kind = 0;
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            String name = one.getName();
            if (one.isInterface() && name.contains("netty.handler.codec.http.")) {
                kind |= name.endsWith(".HttpRequest") ? REQUEST : 0;
                kind |= name.endsWith(".HttpResponse") ? RESPONSE : 0;
                kind |= name.endsWith(".HttpContent") ? CONTENT : 0;
                kind |= name.endsWith(".LastHttpContent") ? LAST : 0;
            }
            for (Class<?> also : one.getInterfaces()) {
                kind |= kind(also);
            }
        }
        return kind;
    }

    private static int kind(@Nullable Object message) {
        return message == null ? 0 : KINDS.get(message.getClass());
    }

    private static @Nullable Object first(@Nullable Object decoded) {
        return decoded instanceof List<?> messages && !messages.isEmpty() ? messages.get(0) : null;
    }

    @Override
    public Stretch stretch(@Nullable Object context, @Nullable Object decoded, @Nullable Object c) {
        if (decoded == null) {
            return Stretch.MORE; // nothing is left to read for now, and some handlers wait for that
        }
        int kind = kind(first(decoded));
        return (kind & REQUEST) != 0 ? Stretch.NEW : (kind & CONTENT) != 0 ? Stretch.MORE : Stretch.NONE;
    }

    @Override
    public @Nullable Object key(@Nullable Object context, @Nullable Object message, @Nullable Object c) {
        return CHANNEL.read(context);
    }

    @Override
    public long remains(@Nullable Object context, @Nullable Object message, @Nullable Object c) {
        int kind = kind(message);
        if ((kind & RESPONSE) != 0) {
            int status = CODE.read(STATUS.read(message)) instanceof Integer code ? code : FIRST_FINAL_STATUS;
            if (status < FIRST_FINAL_STATUS && status != SWITCHED) {
                return -1; // what follows is the response
            }
            return (kind & LAST) != 0 || status == SWITCHED || isStream(message) ? 0 : STREAM_MILLIS;
        }
        return (kind & LAST) != 0 || message == null ? 0 : -1;
    }

    @Override
    public int status(@Nullable Object context, @Nullable Object message, @Nullable Object c) {
        return (kind(message) & RESPONSE) != 0 && CODE.read(STATUS.read(message)) instanceof Integer code ? code : 0;
    }

    /** Events are sent for as long as somebody listens. */
    private static boolean isStream(@Nullable Object response) {
        String type = HEADER.text(HEADERS.read(response), "Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    @Override
    public @Nullable Object request(@Nullable Object context, @Nullable Object decoded, @Nullable Object c) {
        return first(decoded);
    }

    @Override
    public @Nullable String method(@Nullable Object request) {
        return METHOD.text(request);
    }

    @Override
    public @Nullable String path(@Nullable Object request) {
        return URI.text(request);
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        return HEADER.text(HEADERS.read(request), "Content-Type");
    }

    @Override
    public RequestValues values(Object request, String route) {
        return new ServerValues(this, request, route, false);
    }

    @Override
    public @Nullable Object headers(Object request) {
        return ENTRIES.read(HEADERS.read(request));
    }

    @Override
    public boolean seesBodies() {
        return true;
    }

    @Override
    public void read(
            Pieces body,
            @Nullable Object result,
            @Nullable Object context,
            @Nullable Object decoded,
            @Nullable Object c) {
        if (decoded instanceof List<?> messages) {
            for (Object message : messages) {
                if ((kind(message) & CONTENT) != 0) {
                    body.read(bytes(BUFFER.read(message)));
                }
            }
        }
    }

    /** What Netty's buffer holds, as it is now; null if it is none. */
    static @Nullable ByteBuffer bytes(@Nullable Object buffer) {
        return BYTES.read(buffer) instanceof ByteBuffer bytes ? bytes : null;
    }
}

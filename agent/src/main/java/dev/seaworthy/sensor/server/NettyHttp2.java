package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.WeakStates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Servers of HTTP/2 on Netty, known or unknown. A request begins with its headers, goes on with each part of its body, and
 * is over when the last frame of its response is written or its client gives up. It belongs to its stream, known by channel
 * and number. Calls of gRPC are left to {@link Grpc}, which knows how many answers they have.
 */
final class NettyHttp2 implements Server {

    static final String POINTS = """
            around io/netty/handler/codec/http2/DefaultHttp2ConnectionDecoder$FrameReadListener onHeadersRead(Lio/netty/channel/ChannelHandlerContext;ILio/netty/handler/codec/http2/Http2Headers;ISZIZ)V 0,1,2
            around io/netty/handler/codec/http2/DefaultHttp2ConnectionDecoder$FrameReadListener onDataRead 0,1,2
            ends io/netty/handler/codec/http2/DefaultHttp2ConnectionDecoder$FrameReadListener onRstStreamRead 0,1,2
            ends io/netty/handler/codec/http2/DefaultHttp2ConnectionEncoder writeRstStream 0,1,2
            tells io/netty/handler/codec/http2/DefaultHttp2ConnectionEncoder writeHeaders 0,1,2
            ends io/netty/handler/codec/http2/DefaultHttp2ConnectionEncoder writeHeaders(Lio/netty/channel/ChannelHandlerContext;ILio/netty/handler/codec/http2/Http2Headers;IZLio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture; 0,1,4
            ends io/netty/handler/codec/http2/DefaultHttp2ConnectionEncoder writeHeaders(Lio/netty/channel/ChannelHandlerContext;ILio/netty/handler/codec/http2/Http2Headers;ISZIZLio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture; 0,1,7
            ends io/netty/handler/codec/http2/DefaultHttp2ConnectionEncoder writeData 0,1,4
            """;

    private static final int MOST_CHANNELS = 10_000;

    private static final Getter CHANNEL = Getter.of("", "channel");
    private static final Getter BYTES = Getter.of("", "readableBytes");
    private static final Getter METHOD = Getter.of("", "method");
    private static final Getter STATUS = Getter.of("", "status");
    private static final Getter PATH = Getter.of("", "path");
    private static final Getter HEADER = Getter.of("", "get", Object.class);

    /** What stands for each open stream of a channel. */
    private final WeakStates<Map<Object, Object>> streams;

    NettyHttp2(Drops drops) {
        streams = new WeakStates<>(MOST_CHANNELS, "server.netty-http2", drops);
    }

    /** @param headers of a request or a response, or those that trail one; a buffer with a part of a body */
    @Override
    public Stretch stretch(@Nullable Object context, @Nullable Object number, @Nullable Object headers) {
        if (headers == null || isPart(headers)) {
            return Stretch.MORE;
        }
        String type = METHOD.read(headers) == null ? null : contentType(headers);
        boolean request = METHOD.read(headers) != null && (type == null || !type.startsWith("application/grpc"));
        return request ? Stretch.NEW : Stretch.NONE;
    }

    /** @param what the headers that begin the stream; whether a frame ends it; why it was reset; a buffer with a part of a body */
    @Override
    public @Nullable Object key(@Nullable Object context, @Nullable Object number, @Nullable Object what) {
        Object channel = CHANNEL.read(context);
        if (channel == null || number == null) {
            return null;
        }
        Map<Object, Object> open = streams.get(channel);
        boolean data = what == null || isPart(what);
        if (data || what instanceof Boolean || what instanceof Long) {
            boolean part = data || Boolean.FALSE.equals(what);
            return open == null ? null : part ? open.get(number) : open.remove(number);
        }
        if (open == null) {
            open = new ConcurrentHashMap<>();
            streams.put(channel, open);
        }
        Object stands = new Object();
        open.put(number, stands);
        return stands;
    }

    @Override
    public @Nullable Object answers(@Nullable Object context, @Nullable Object number, @Nullable Object headers) {
        Object channel = CHANNEL.read(context);
        Map<Object, Object> open = channel == null ? null : streams.get(channel);
        return open == null || number == null ? null : open.get(number);
    }

    /** @param headers of the response, or those that trail it */
    @Override
    public int status(@Nullable Object context, @Nullable Object number, @Nullable Object headers) {
        String status = STATUS.text(headers);
        try {
            return status == null ? 0 : Integer.parseInt(status);
        } catch (NumberFormatException strange) {
            return 0;
        }
    }

    @Override
    public long remains(@Nullable Object context, @Nullable Object number, @Nullable Object last) {
        return Boolean.FALSE.equals(last) ? Netty.STREAM_MILLIS : 0;
    }

    @Override
    public @Nullable Object request(@Nullable Object context, @Nullable Object number, @Nullable Object headers) {
        return headers;
    }

    @Override
    public @Nullable String method(@Nullable Object headers) {
        return METHOD.text(headers);
    }

    @Override
    public @Nullable String path(@Nullable Object headers) {
        return PATH.text(headers);
    }

    @Override
    public @Nullable String contentType(@Nullable Object headers) {
        return HEADER.text(headers, "content-type");
    }

    @Override
    public RequestValues values(Object request, String route) {
        return new ServerValues(this, request, route, false);
    }

    @Override
    public @Nullable Object headers(Object request) {
        return request;
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
            @Nullable Object number,
            @Nullable Object c) {
        if (c != null && isPart(c)) {
            body.read(Netty.bytes(c));
        }
    }

    private static boolean isPart(Object what) {
        return BYTES.isIn(what.getClass());
    }
}

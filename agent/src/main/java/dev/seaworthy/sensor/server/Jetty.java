package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.WeakStates;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Jetty 9.4 to 12, with or without servlets. */
final class Jetty implements Server {

    static final String POINTS = """
            around? org/eclipse/jetty/server/Server handle(Lorg/eclipse/jetty/server/HttpChannel;)V 0
            around? org/eclipse/jetty/server/Server handleAsync(Lorg/eclipse/jetty/server/HttpChannel;)V 0
            ends? org/eclipse/jetty/server/HttpChannel onCompleted()V this
            reads? org/eclipse/jetty/server/HttpInput read([BII)I 0,1,this
            around? org/eclipse/jetty/server/Server handle(Lorg/eclipse/jetty/server/Request;Lorg/eclipse/jetty/server/Response;Lorg/eclipse/jetty/util/Callback;)Z 0,2,1
            tells? org/eclipse/jetty/server/internal/HttpChannelState$ChannelCallback failed this,0
            ends? org/eclipse/jetty/server/internal/HttpChannelState$ChannelCallback succeeded,failed this
            reads? org/eclipse/jetty/server/internal/HttpChannelState$ChannelRequest read()Lorg/eclipse/jetty/io/Content$Chunk; this
            """;

    private static final String REQUEST = "org.eclipse.jetty.server.Request";
    private static final int MOST = 10_000;
    private static final int FAILED = 500;

    private static final Getter INPUT = Getter.of(REQUEST, "getHttpInput");
    private static final Getter OF_CHANNEL = Getter.of("org.eclipse.jetty.server.HttpChannel", "getRequest");
    private static final Getter METHOD = Getter.of(REQUEST, "getMethod");
    private static final Getter URI = Getter.of(REQUEST, "getRequestURI");
    private static final Getter FIELDS = Getter.of(REQUEST, "getHttpFields");
    private static final Getter CONTENT_TYPE = Getter.of(REQUEST, "getContentType");

    private static final Getter RESPONSE = Getter.of("org.eclipse.jetty.server.HttpChannel", "getResponse");
    private static final Getter STATUS = Getter.of("org.eclipse.jetty.server.Response", "getStatus");

    // since 12
    private static final Getter CODE = Getter.of("org.eclipse.jetty.http.HttpException", "getCode");
    private static final Getter HTTP_URI = Getter.of(REQUEST, "getHttpURI");
    private static final Getter PATH = Getter.of("org.eclipse.jetty.http.HttpURI", "getPath");
    private static final Getter OLD_QUERY = Getter.of(REQUEST, "getQueryString");
    private static final Getter QUERY = Getter.of("org.eclipse.jetty.http.HttpURI", "getQuery");
    private static final Getter HEADERS = Getter.of(REQUEST, "getHeaders");
    private static final Getter BUFFER = Getter.of("org.eclipse.jetty.io.Content$Chunk", "getByteBuffer");
    private static final Getter FIELD = Getter.of("org.eclipse.jetty.http.HttpFields", "get", String.class);

    /** Since 12: the response to each callback, which has no way to it. */
    private final WeakStates<WeakReference<Object>> responses;

    Jetty(Drops drops) {
        responses = new WeakStates<>(MOST, "server.jetty", drops);
    }

    @Override
    public Stretch stretch(@Nullable Object request, @Nullable Object callback, @Nullable Object response) {
        if (callback != null && response != null) {
            responses.put(callback, new WeakReference<>(response));
        }
        return Stretch.ANY;
    }

    /** Up to 11 the channel, which serves one request after the other; since 12 the callback, one for each. */
    @Override
    public @Nullable Object key(@Nullable Object request, @Nullable Object callback, @Nullable Object c) {
        return callback == null ? request : callback;
    }

    @Override
    public @Nullable Object request(@Nullable Object given, @Nullable Object callback, @Nullable Object c) {
        return callback == null ? OF_CHANNEL.read(given) : given;
    }

    @Override
    public @Nullable Object answers(@Nullable Object callback, @Nullable Object thrown, @Nullable Object c) {
        return callback;
    }

    @Override
    public int status(@Nullable Object given, @Nullable Object other, @Nullable Object response) {
        if (other instanceof Throwable) {
            return CODE.read(other) instanceof Integer code ? code : other instanceof IOException ? 0 : FAILED;
        }
        WeakReference<Object> kept = given == null || response != null ? null : responses.get(given);
        Object written = response != null ? response : kept != null ? kept.get() : RESPONSE.read(given);
        return STATUS.read(written) instanceof Integer status ? status : 0;
    }

    @Override
    public @Nullable String method(@Nullable Object request) {
        return METHOD.text(request);
    }

    @Override
    public @Nullable String path(@Nullable Object request) {
        Object uri = HTTP_URI.read(request);
        return uri == null ? URI.text(request) : PATH.text(uri);
    }

    @Override
    public @Nullable String query(@Nullable Object request) {
        Object uri = HTTP_URI.read(request);
        return uri == null ? OLD_QUERY.text(request) : QUERY.text(uri);
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        Object headers = HEADERS.read(request);
        return headers == null ? CONTENT_TYPE.text(request) : FIELD.text(headers, "Content-Type");
    }

    @Override
    public RequestValues values(Object request, String route) {
        return new ServerValues(this, request, route, isOld(request));
    }

    @Override
    public @Nullable Object headers(Object request) {
        return (isOld(request) ? FIELDS : HEADERS).read(request);
    }

    /** Up to 11 a request serves again and again. */
    private static boolean isOld(Object request) {
        return INPUT.isIn(request.getClass());
    }

    @Override
    public boolean seesBodies() {
        return true;
    }

    @Override
    public void read(
            Pieces body, @Nullable Object result, @Nullable Object buffer, @Nullable Object from, @Nullable Object c) {
        if (BUFFER.read(result) instanceof ByteBuffer chunk) {
            body.read(chunk);
        } else {
            body.readStream(result, buffer, from);
        }
    }

    @Override
    public @Nullable Object input(@Nullable Object request) {
        return request != null && isOld(request) ? INPUT.read(request) : request;
    }

    @Override
    public @Nullable Object input(@Nullable Object request, @Nullable Object b, @Nullable Object input) {
        return input == null ? request : input;
    }
}

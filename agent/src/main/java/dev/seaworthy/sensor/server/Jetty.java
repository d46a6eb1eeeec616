package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import org.jspecify.annotations.Nullable;

/** Jetty 9.4 to 12, with or without servlets. */
final class Jetty implements Server {

    static final String POINTS = """
            around? org/eclipse/jetty/server/Server handle(Lorg/eclipse/jetty/server/HttpChannel;)V 0
            around? org/eclipse/jetty/server/Server handleAsync(Lorg/eclipse/jetty/server/HttpChannel;)V 0
            ends? org/eclipse/jetty/server/HttpChannel onCompleted()V this
            around? org/eclipse/jetty/server/Server handle(Lorg/eclipse/jetty/server/Request;Lorg/eclipse/jetty/server/Response;Lorg/eclipse/jetty/util/Callback;)Z 0,2
            ends? org/eclipse/jetty/server/internal/HttpChannelState$ChannelCallback succeeded,failed this
            """;

    private static final String REQUEST = "org.eclipse.jetty.server.Request";
    private static final Getter OF_CHANNEL = Getter.of("org.eclipse.jetty.server.HttpChannel", "getRequest");
    private static final Getter METHOD = Getter.of(REQUEST, "getMethod");
    private static final Getter URI = Getter.of(REQUEST, "getRequestURI");
    private static final Getter CONTENT_TYPE = Getter.of(REQUEST, "getContentType");

    // since 12
    private static final Getter HTTP_URI = Getter.of(REQUEST, "getHttpURI");
    private static final Getter PATH = Getter.of("org.eclipse.jetty.http.HttpURI", "getPath");
    private static final Getter HEADERS = Getter.of(REQUEST, "getHeaders");
    private static final Getter FIELD = Getter.of("org.eclipse.jetty.http.HttpFields", "get", String.class);

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
    public @Nullable String method(@Nullable Object request) {
        return METHOD.text(request);
    }

    @Override
    public @Nullable String path(@Nullable Object request) {
        Object uri = HTTP_URI.read(request);
        return uri == null ? URI.text(request) : PATH.text(uri);
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        Object headers = HEADERS.read(request);
        return headers == null ? CONTENT_TYPE.text(request) : FIELD.text(headers, "Content-Type");
    }
}

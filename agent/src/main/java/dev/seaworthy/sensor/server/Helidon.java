package dev.seaworthy.sensor.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Helidon 4: each connection has a virtual thread of its own, and a request is over when its routing returns. */
final class Helidon implements Server {

    static final String POINTS = """
            around io/helidon/webserver/http/HttpRoutingImpl route(Lio/helidon/webserver/ConnectionContext;Lio/helidon/webserver/http/RoutingRequest;Lio/helidon/webserver/http/RoutingResponse;)V 1
            """;

    private static final Getters PROLOGUE = new Getters("", "prologue");
    private static final Getters METHOD = new Getters("", "method");
    private static final Getters URI = new Getters("", "uriPath");
    private static final Getters PATH = new Getters("", "rawPath");
    private static final Getters HEADERS = new Getters("", "headers");
    private static final Getters CONTENT_TYPE = new Getters("", "contentType");
    private static final Getters TEXT = new Getters("", "text");

    @Override
    public Stretch stretch(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return Stretch.NEW;
    }

    @Override
    public @Nullable Object request(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return request;
    }

    @Override
    public @Nullable String method(@Nullable Object request) {
        return TEXT.text(METHOD.get(PROLOGUE.get(request)));
    }

    @Override
    public @Nullable String path(@Nullable Object request) {
        return PATH.text(URI.get(PROLOGUE.get(request)));
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        return CONTENT_TYPE.get(HEADERS.get(request)) instanceof Optional<?> type && type.isPresent()
                ? TEXT.text(type.get())
                : null;
    }
}

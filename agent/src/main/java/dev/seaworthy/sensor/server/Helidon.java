package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.RequestValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Helidon 4: each connection has a virtual thread of its own, and a request is over when its routing returns. */
final class Helidon implements Server {

    static final String POINTS = """
            around io/helidon/webserver/http/HttpRoutingImpl route(Lio/helidon/webserver/ConnectionContext;Lio/helidon/webserver/http/RoutingRequest;Lio/helidon/webserver/http/RoutingResponse;)V 1,2
            reads? io/helidon/http/media/ReadableEntityBase$RequestingInputStream read([BII)I 0,1
            """;

    private static final Getter PROLOGUE = Getter.of("", "prologue");
    private static final Getter METHOD = Getter.of("", "method");
    private static final Getter URI = Getter.of("", "uriPath");
    private static final Getter PATH = Getter.of("", "rawPath");
    private static final Getter QUERY = Getter.of("", "query");
    private static final Getter RAW = Getter.of("", "rawValue");
    private static final Getter HEADERS = Getter.of("", "headers");
    private static final Getter CONTENT_TYPE = Getter.of("", "contentType");
    private static final Getter STATUS = Getter.of("", "status");
    private static final Getter CODE = Getter.of("", "code");
    private static final Getter TEXT = Getter.of("", "text");

    @Override
    public Stretch stretch(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return Stretch.NEW;
    }

    @Override
    public @Nullable Object request(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return request;
    }

    @Override
    public int status(@Nullable Object request, @Nullable Object response, @Nullable Object c) {
        return CODE.read(STATUS.read(response)) instanceof Integer status ? status : 0;
    }

    @Override
    public @Nullable String method(@Nullable Object request) {
        return TEXT.text(METHOD.read(PROLOGUE.read(request)));
    }

    @Override
    public @Nullable String path(@Nullable Object request) {
        return PATH.text(URI.read(PROLOGUE.read(request)));
    }

    @Override
    public @Nullable String query(@Nullable Object request) {
        return RAW.text(QUERY.read(PROLOGUE.read(request)));
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        return CONTENT_TYPE.read(HEADERS.read(request)) instanceof Optional<?> type && type.isPresent()
                ? TEXT.text(type.get())
                : null;
    }

    @Override
    public RequestValues values(Object request, String route) {
        return new ServerValues(this, request, route, false);
    }

    @Override
    public @Nullable Object headers(Object request) {
        return HEADERS.read(request);
    }

    @Override
    public boolean seesBodies() {
        return true;
    }

    @Override
    public void read(
            Pieces body, @Nullable Object result, @Nullable Object buffer, @Nullable Object from, @Nullable Object c) {
        body.readStream(result, buffer, from);
    }
}

package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.RequestValues;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Undertow, with or without servlets, and what Quarkus made of it: an exchange that is dispatched comes back to the same
 * method on another thread.
 */
final class Undertow implements Server {

    static final String POINTS = """
            around io/undertow/server/Connectors executeRootHandler 1
            ends io/undertow/server/HttpServerExchange invokeExchangeCompleteListeners()V this
            reads? io/undertow/server/HttpServerExchange$ReadDispatchChannel read(Ljava/nio/ByteBuffer;)I 0,this
            """;

    private static final String EXCHANGE = "io.undertow.server.HttpServerExchange";
    private static final Getter METHOD = Getter.of(EXCHANGE, "getRequestMethod");
    private static final Getter URI = Getter.of(EXCHANGE, "getRequestURI");
    private static final Getter QUERY = Getter.of(EXCHANGE, "getQueryString");
    private static final Getter STATUS = Getter.of(EXCHANGE, "getStatusCode");
    private static final Getter HEADERS = Getter.of(EXCHANGE, "getRequestHeaders");
    private static final Getter HEADER = Getter.of(EXCHANGE, "getRequestHeader", String.class); // Quarkus'
    private static final Getter FIRST = Getter.of("io.undertow.util.HeaderMap", "getFirst", String.class);

    @Override
    public @Nullable Object key(@Nullable Object exchange, @Nullable Object b, @Nullable Object c) {
        return exchange;
    }

    @Override
    public @Nullable Object request(@Nullable Object exchange, @Nullable Object b, @Nullable Object c) {
        return exchange;
    }

    @Override
    public int status(@Nullable Object exchange, @Nullable Object b, @Nullable Object c) {
        return STATUS.read(exchange) instanceof Integer status ? status : 0;
    }

    @Override
    public @Nullable String method(@Nullable Object exchange) {
        return METHOD.text(exchange);
    }

    @Override
    public @Nullable String path(@Nullable Object exchange) {
        return URI.text(exchange);
    }

    @Override
    public @Nullable String query(@Nullable Object exchange) {
        return QUERY.text(exchange);
    }

    @Override
    public @Nullable String contentType(@Nullable Object exchange) {
        String quarkus = HEADER.text(exchange, "Content-Type");
        return quarkus == null ? FIRST.text(HEADERS.read(exchange), "Content-Type") : quarkus;
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
            Pieces body, @Nullable Object result, @Nullable Object buffer, @Nullable Object b, @Nullable Object c) {
        if (result instanceof Integer read && read > 0 && buffer instanceof ByteBuffer filled) {
            ByteBuffer part = filled.duplicate().flip();
            body.read(part.limit() < read ? null : part.position(part.limit() - read));
        }
    }

    @Override
    public @Nullable Object input(@Nullable Object a, @Nullable Object channel, @Nullable Object c) {
        return channel;
    }
}

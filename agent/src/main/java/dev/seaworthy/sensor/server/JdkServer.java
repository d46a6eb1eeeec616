package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.RequestValues;
import org.jspecify.annotations.Nullable;

/** The JDK's own HttpServer. */
final class JdkServer implements Server {

    static final String POINTS = """
            around com/sun/net/httpserver/Filter$Chain doFilter(Lcom/sun/net/httpserver/HttpExchange;)V 0
            reads? sun/net/httpserver/LeftOverInputStream read([BII)I 0,1
            """;

    private static final String EXCHANGE = "com.sun.net.httpserver.HttpExchange";
    private static final Getter HEADERS = Getter.of(EXCHANGE, "getRequestHeaders");
    private static final Getter METHOD = Getter.of(EXCHANGE, "getRequestMethod");
    private static final Getter URI = Getter.of(EXCHANGE, "getRequestURI");
    private static final Getter STATUS = Getter.of(EXCHANGE, "getResponseCode");

    // by the public class: what an exchange returns is of a class that its module does not export
    private static final Getter FIRST = Getter.of("com.sun.net.httpserver.Headers", "getFirst", String.class);

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
    public @Nullable String contentType(@Nullable Object exchange) {
        return FIRST.text(HEADERS.read(exchange), "Content-Type");
    }

    @Override
    public RequestValues values(Object exchange, String route) {
        return new ServerValues(this, exchange, route, false);
    }

    @Override
    public @Nullable Object headers(Object exchange) {
        return HEADERS.read(exchange);
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

package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What came with a request of the JDK's own HttpServer. */
final class ExchangeValues extends Brought {

    private static final Getter HEADERS = Getter.of("com.sun.net.httpserver.HttpExchange", "getRequestHeaders");
    private static final Getter ADDRESS = Getter.of("com.sun.net.httpserver.HttpExchange", "getRequestURI");

    ExchangeValues(Object exchange, String route) {
        super(exchange, route);
    }

    @Override
    void plain(Object exchange, Visitor visitor) {
        if (ADDRESS.read(exchange) instanceof URI address) {
            query(address.getRawQuery(), "parameter", visitor);
            path(address.getRawPath(), visitor);
        }
        if (HEADERS.read(exchange) instanceof Map<?, ?> headers) {
            headers.forEach((name, values) -> {
                if (name instanceof String named && values instanceof List<?> all) {
                    for (Object value : all) {
                        header(named, value instanceof String text ? text : null, visitor);
                    }
                }
            });
        }
    }
}

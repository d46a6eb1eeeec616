package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came with a request that reached a servlet, javax or jakarta. */
final class ServletValues extends Brought {

    private static final int MOST_WRAPPERS = 16;
    private static final String HTTP = "jakarta.servlet.http.HttpServletRequest,javax.servlet.http.HttpServletRequest";
    private static final String ANY = "jakarta.servlet.ServletRequest,javax.servlet.ServletRequest";

    private static final Getter WRAPPED =
            Getter.of("jakarta.servlet.ServletRequestWrapper,javax.servlet.ServletRequestWrapper", "getRequest");
    private static final Getter QUERY = Getter.of(HTTP, "getQueryString");
    private static final Getter URI = Getter.of(HTTP, "getRequestURI");
    private static final Getter NAMES = Getter.of(HTTP, "getHeaderNames");
    private static final Getter HEADER = Getter.of(HTTP, "getHeader", String.class);
    private static final Getter PARAMETERS = Getter.of(ANY, "getParameterMap");

    ServletValues(Object request, String route) {
        super(request, route, true);
    }

    /** The server's own request, inside of what filters wrapped around it. */
    static Object innermost(Object request) {
        Object inner = request;
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            Object next = WRAPPED.read(inner);
            if (next == null) {
                return inner;
            }
            inner = next;
        }
        return inner;
    }

    @Override
    void plain(Object given, Visitor visitor) {
        Object request = innermost(given);
        query(QUERY.text(request), "parameter", visitor);
        // The first call reads a form from the body, so it has to be the application's. The wrapper of a filter knows
        // what that read or changed.
        if (parsed && PARAMETERS.read(given) instanceof Map<?, ?> parameters) {
            parameters.forEach((name, values) -> {
                if (name instanceof String named && values instanceof String[] all) {
                    for (String value : all) {
                        String source = source("parameter", named);
                        visitor.value(source, source, value);
                    }
                }
            });
        }
        path(URI.text(request), visitor);
        if (NAMES.read(request) instanceof Enumeration<?> names) {
            while (names.hasMoreElements()) {
                if (names.nextElement() instanceof String name && !Standard.isHeader(name)) {
                    header(name, text(HEADER.read(request, name)), visitor);
                }
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}

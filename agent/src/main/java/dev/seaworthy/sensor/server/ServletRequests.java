package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Lazy;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Late;
import org.jspecify.annotations.Nullable;

/** The requests of servlets: which begin, which go on with one that was begun before, and what came with them. Thread-safe. */
final class ServletRequests {

    private static final Getter CONTENT_TYPE =
            Getter.of("jakarta.servlet.ServletRequest,javax.servlet.ServletRequest", "getContentType");
    private static final Getter METHOD =
            Getter.of("jakarta.servlet.http.HttpServletRequest,javax.servlet.http.HttpServletRequest", "getMethod");
    private static final Getter LENGTH =
            Getter.of("jakarta.servlet.ServletRequest,javax.servlet.ServletRequest", "getContentLengthLong");
    private static final Getter URI =
            Getter.of("jakarta.servlet.http.HttpServletRequest,javax.servlet.http.HttpServletRequest", "getRequestURI");

    private static final Getter STATUS =
            Getter.of("jakarta.servlet.http.HttpServletResponse,javax.servlet.http.HttpServletResponse", "getStatus");
    private static final Getter WRAPPED =
            Getter.of("jakarta.servlet.ServletResponseWrapper,javax.servlet.ServletResponseWrapper", "getResponse");
    private static final int DEEPEST = 16;

    private final Units units;
    private final AsyncRequests asynchronous;
    private final Lazy<BodyReads> reads;

    ServletRequests(Units units, Late late, Drops drops) {
        this.units = units;
        this.asynchronous = new AsyncRequests(units, late, drops);
        this.reads = new Lazy<>(() -> new BodyReads(units, late));
    }

    /** A servlet is asked; matched by one {@link Units#end}. */
    void begin(@Nullable Object request) {
        if (units.current().isRequest()) {
            // The server's own hook was faster; do not ask the application's request again.
            units.adopt(units.current());
        } else if (!asynchronous.resumed(request)) {
            Requests.begin(units, CONTENT_TYPE.text(request), METHOD.text(request), URI.text(request));
        }
        if (request != null) {
            OpenUnit open = units.open();
            if (open.unit().sent() instanceof Body body && !body.isWatched()) {
                body.announce(LENGTH.read(request) instanceof Long length ? length : -1);
            }
            if (!(open.brought() instanceof ServletValues)) {
                // The server's own were for requests that reach no servlet.
                open.forget();
                open.bring(new ServletValues(request, open.unit().route()));
                if (Brought.isAsked()) {
                    reads.get().watch(request);
                }
            }
        }
    }

    /** It returned. */
    void returned(@Nullable Object request, @Nullable Object response) {
        units.open().answered(status(response)); // what filters and the server make of it comes after
        asynchronous.returned(request, response);
    }

    /** The status of the server's own response, whatever the application wrapped around it; 0 = not to be had. */
    static int status(@Nullable Object response) {
        Object one = response;
        for (int i = 0; i < DEEPEST && one != null; i++) {
            Object inner = WRAPPED.read(one);
            if (inner == null) {
                return STATUS.read(one) instanceof Integer status ? status : 0;
            }
            one = inner;
        }
        return 0;
    }

    void tick(long now) {
        asynchronous.tick(now);
    }
}

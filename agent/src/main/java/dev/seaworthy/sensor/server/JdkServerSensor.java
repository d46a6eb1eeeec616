package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Requests of the JDK's own HttpServer. */
public final class JdkServerSensor implements Sensor {

    private static final int BODY = 1;

    private final Units units;

    public JdkServerSensor(Surroundings surroundings) {
        units = surroundings.units();
    }

    /** Loaded with the first request, not before main. */
    private static final class Exchange {
        static final Getter HEADERS = Getter.of("com.sun.net.httpserver.HttpExchange", "getRequestHeaders");
        static final Getter METHOD = Getter.of("com.sun.net.httpserver.HttpExchange", "getRequestMethod");
        static final Getter URI = Getter.of("com.sun.net.httpserver.HttpExchange", "getRequestURI");

        // by the public class: what an exchange returns is of a class that its module does not export
        static final Getter FIRST = Getter.of("com.sun.net.httpserver.Headers", "getFirst", String.class);

        static @Nullable String contentType(@Nullable Object exchange) {
            return (String) FIRST.read(HEADERS.read(exchange), "Content-Type");
        }
    }

    @Override
    public void hooks(HookTable table) {
        table.add(Hook.on(
                        "server.JdkHttpServer",
                        "com/sun/net/httpserver/Filter$Chain",
                        "doFilter",
                        "(Lcom/sun/net/httpserver/HttpExchange;)V",
                        this,
                        0)
                .give(0)
                .atEntry()
                .atExit()
                .atThrow());
        table.add(Hook.on("server.JdkHttpBody", "sun/net/httpserver/LeftOverInputStream", "read", "([BII)I", this, BODY)
                .give(0, 1)
                .atExit()
                .optional()
                .unhurried());
    }

    @Override
    public void enter(int op, @Nullable Object exchange, @Nullable Object b, @Nullable Object c) {
        if (units.current().isRequest()) {
            units.adopt(units.current());
        } else {
            Requests.begin(
                    units, Exchange.contentType(exchange), Exchange.METHOD.text(exchange), Exchange.URI.text(exchange));
        }
        if (exchange != null) {
            OpenUnit open = units.open();
            if (open.brought() == null) {
                open.bring(new ExchangeValues(exchange, open.unit().route()));
            }
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op == BODY) {
            if (result instanceof Integer read && read > 0 && units.open().brought() instanceof Brought brought) {
                brought.read(a, b instanceof Integer from ? from : 0, read);
            }
            return;
        }
        units.end();
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        units.end();
    }
}

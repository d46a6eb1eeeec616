package fixture.serve;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Undertow without servlets. */
public final class PlainUndertow implements Dock, HttpHandler {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(3);

    @Override
    public int open() {
        Undertow server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setHandler(this)
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        String path = Cargo.before(exchange.getRequestPath());
        exchange.dispatch(WORKERS, () -> exchange.getResponseSender().send(Cargo.after(path)));
    }
}

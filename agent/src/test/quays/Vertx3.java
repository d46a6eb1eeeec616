package fixture.serve;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;

/** Vert.x 3.9, with callbacks. */
public final class Vertx3 implements Dock {

    private final Vertx vertx = Vertx.vertx();

    @Override
    public int open() throws Exception {
        CompletableFuture<HttpServer> open = new CompletableFuture<>();
        vertx.createHttpServer().requestHandler(this::answer).listen(0, done -> open.complete(done.result()));
        return open.get().actualPort();
    }

    private void answer(HttpServerRequest request) {
        String path = Cargo.before(request.path());
        vertx.<String>executeBlocking(
                promise -> promise.complete(Cargo.after(path)), done -> request.response().end(done.result()));
    }
}

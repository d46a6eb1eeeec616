package fixture.serve;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Vert.x 4 and 5: a handler on the event loop, and blocking work in a queue that serves all its requests. */
public final class Vertx4 implements Dock {

    private final Vertx vertx = Vertx.vertx();

    @Override
    public int open() throws Exception {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    private void answer(HttpServerRequest request) {
        String path = Cargo.before(request.path());
        vertx.executeBlocking(() -> Cargo.after(path)).onComplete(done -> request.response().end(done.result()));
    }
}

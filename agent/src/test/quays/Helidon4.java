package fixture.serve;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Helidon 4, whose connections have virtual threads. */
public final class Helidon4 implements Dock {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(3);

    @Override
    public int open() {
        return WebServer.builder()
                .port(0)
                .routing(routing -> routing.any(Helidon4::answer))
                .build()
                .start()
                .port();
    }

    private static void answer(ServerRequest request, ServerResponse response) throws Exception {
        String path = Cargo.before(request.path().path());
        response.send(WORKERS.submit(() -> Cargo.after(path)).get());
    }
}

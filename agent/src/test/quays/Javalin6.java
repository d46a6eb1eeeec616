package fixture.serve;

import io.javalin.Javalin;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Javalin, which is a servlet of Jetty 11. */
public final class Javalin6 implements Dock {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(3);

    @Override
    public int open() {
        return Javalin.create()
                .get("/*", context -> {
                    String path = Cargo.before(context.path());
                    context.future(() ->
                            CompletableFuture.supplyAsync(() -> Cargo.after(path), WORKERS).thenAccept(context::result));
                })
                .start(0)
                .port();
    }
}

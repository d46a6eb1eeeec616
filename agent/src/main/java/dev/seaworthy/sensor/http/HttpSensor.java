package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Watches the outbound HTTP calls of the JDK's two clients, and the timed waits that may bound them from outside. */
public final class HttpSensor extends LazySensor<Clients> {

    private static final int CONNECT = 0;
    private static final int READ = 1;
    private static final int HEADER = 2;
    private static final int SEND = 3;
    private static final int WAIT = 4;
    private static final int LIMIT = 5;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;

    public HttpSensor(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        // plainConnect0 rather than plainConnect, which is also called where the connection is open already.
        table.add(url("plainConnect0", CONNECT, Hook.SELF).atEntry().atThrow());
        table.add(url("getInputStream", READ, Hook.SELF).atExit().atThrow());
        table.add(url("setRequestProperty", HEADER, Hook.SELF, 0, 1).atEntry());
        table.add(url("addRequestProperty", HEADER, Hook.SELF, 0, 1).atEntry());
        String send = "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"
                + "Ljava/util/concurrent/CompletableFuture;";
        String client = "jdk/internal/net/http/HttpClientImpl";
        Hook sent = Hook.on("http.HttpClient", client, "sendAsync", send, this, SEND);
        table.add(sent.give(Hook.SELF, 0, 3).atExit());
        table.add(timedGet("FutureTask"));
        table.add(timedGet("ForkJoinTask"));
        table.add(timedGet("CompletableFuture"));
        table.add(bound("CompletableFuture", "orTimeout", null, LIMIT).give(Hook.SELF, 0, 1));
        table.add(bound("CompletableFuture", "completeOnTimeout", null, LIMIT).give(Hook.SELF, 1, 2));
    }

    private Hook url(String method, int op, int... gives) {
        String owner = "sun/net/www/protocol/http/HttpURLConnection";
        Hook hook = Hook.on("http.HttpURLConnection", owner, method, null, this, op);
        return hook.give(gives);
    }

    private Hook timedGet(String owner) {
        Hook get = bound(owner, "get", "(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;", WAIT);
        return get.give(Hook.SELF, 0, 1).atExit().atThrow();
    }

    private Hook bound(String owner, String method, @Nullable String descriptor, int op) {
        String type = "java/util/concurrent/" + owner;
        return Hook.on("http.bounds", type, method, descriptor, this, op).atEntry();
    }

    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        switch (point) {
            case ENTER + CONNECT -> parts().url().connecting(a);
            case EXIT + READ -> parts().url().answered(a);
            case THROWN + CONNECT, THROWN + READ -> {
                if (outcome instanceof Throwable thrown) {
                    parts().url().failed(a, thrown, point == THROWN + CONNECT);
                }
            }
            case ENTER + HEADER -> parts().url().header(a, (String) b, (String) c);
            case EXIT + SEND -> parts().net().sent(a, b, c != null, outcome);
            case ENTER + WAIT -> parts().bounds().waitBegins(a, b, c);
            case EXIT + WAIT, THROWN + WAIT -> parts().bounds().waitEnds(b, c);
            case ENTER + LIMIT -> parts().bounds().limited(a, b, c);
            default -> {}
        }
    }

    @Override
    protected Clients make() {
        return new Clients(surroundings, observations, late);
    }

    @Override
    public void tick(long now, boolean last) {
        Clients known = made();
        if (known != null) {
            known.tick(now, last);
        }
    }
}

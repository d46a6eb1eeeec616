package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.http.client.Clients;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Watches outbound HTTP calls of the libraries in {@link Clients}, and the waits that may bound them from outside. */
public final class HttpSensor extends LazySensor<Traffic> {

    private static final int WAIT = 0;
    private static final int LIMIT = 1;
    private static final int JOIN = 2;
    private static final int COUNT = 3;
    private static final int COMPLETED = 4;

    /** One of these gives a future its result, whoever completes it. */
    private static final String COMPLETING =
            "internalComplete,completeNull,completeValue,completeThrowable,completeRelay";

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
        String points;
        table.add(timedGet("FutureTask"));
        table.add(timedGet("ForkJoinTask"));
        table.add(timedGet("CompletableFuture"));
        table.add(bound("CompletableFuture", "orTimeout", null, LIMIT).give(Hook.SELF, 0, 1));
        table.add(bound("CompletableFuture", "completeOnTimeout", null, LIMIT).give(Hook.SELF, 1, 2));
        // Reached only by those that must wait.
        table.add(bound("CompletableFuture", "waitingGet", "(Z)Ljava/lang/Object;", JOIN)
                .give(Hook.SELF)
                .atExit()
                .atThrow());
        table.add(bound("FutureTask", "awaitDone", "(ZJ)I", JOIN).atExit().atThrow());
        String future = "java/util/concurrent/CompletableFuture";
        table.add(Hook.on("http.futures", future, COMPLETING, null, this, COMPLETED)
                .atCompletion());
        points = Counters.POINTS;
        for (int from = points.indexOf('\n') + 1; from > 0 && from < points.length(); ) {
            table.add(Hook.written("http.counters", points, from, this, COUNT).atEntry());
            from = points.indexOf('\n', from) + 1;
        }
        Library library = new Library(this, 0);
        String name = "";
        int number = 0;
        points = Clients.POINTS;
        for (int from = 0; from < points.length(); from = points.indexOf('\n', from) + 1) {
            if (points.charAt(from) == '=') {
                name = points.substring(from + 1, points.indexOf('\n', from));
                library = new Library(this, number++);
            } else {
                table.add(library.hook(name, points, from));
            }
        }
    }

    private Hook timedGet(String owner) {
        Hook get = bound(owner, "get", "(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;", WAIT);
        return get.give(Hook.SELF, 0, 1).atExit().atThrow();
    }

    private Hook bound(String owner, String method, @Nullable String descriptor, int op) {
        String type = "java/util/concurrent/".concat(owner);
        return Hook.on("http.bounds", type, method, descriptor, this, op).atEntry();
    }

    /** Made with the first event. */
    Traffic traffic() {
        return parts();
    }

    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Traffic known = made();
        if (known == null && point % EXIT == JOIN) {
            return; // nothing was sent that anybody could wait for
        }
        if (point == ENTER + COUNT) {
            if (known != null) {
                known.clients().counted(a);
            }
            return;
        }
        if (point == EXIT + COMPLETED) {
            if (known != null && a != null) {
                known.futures().completed(a);
            }
            return;
        }
        Traffic traffic = known == null ? parts() : known;
        switch (point) {
            case ENTER + WAIT -> {
                traffic.bounds().waitBegins(a, traffic.joins().isOwn(a), b, c);
                traffic.joins().begins();
            }
            case EXIT + WAIT, THROWN + WAIT -> {
                traffic.joins().ends();
                traffic.bounds().waitEnds(b, c);
            }
            case ENTER + LIMIT -> traffic.bounds().limited(a, traffic.joins().isOwn(a), b, c);
            case ENTER + JOIN -> traffic.joins().begins();
            case EXIT + JOIN, THROWN + JOIN -> traffic.joins().ends();
            default -> {}
        }
    }

    @Override
    protected Traffic make() {
        return new Traffic(surroundings, observations, late);
    }

    @Override
    public void tick(long now, boolean last) {
        Traffic known = made();
        if (known != null) {
            known.tick(now, last);
        }
    }
}

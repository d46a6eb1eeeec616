package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.ThreadLimits;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.Workers;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Learns which executor a server's threads belong to. The names are a fast path: executors of other names, a relocated
 * server's perhaps, are found once somebody asked about a thread that nobody knew.
 */
public final class WorkerSensor implements Sensor {

    private static final int RUNS = 0;
    private static final int LISTS = 1;

    private static final String TOMCAT = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
    private static final String JETTY = "org/eclipse/jetty/util/thread/QueuedThreadPool";
    private static final String BEFORE = "beforeExecute";
    private static final String BEFORE_TYPE = "(Ljava/lang/Thread;Ljava/lang/Runnable;)V";
    private static final String RUN = "runJob";
    private static final String RUN_TYPE = "(Ljava/lang/Runnable;)V";
    private static final int SEARCHES = 3;

    private final Workers workers;
    private final Units units;
    private final Late late;
    private int searches;

    public WorkerSensor(Surroundings surroundings, Late late) {
        this.workers = surroundings.workers();
        this.units = surroundings.units();
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        table.add(runs(TOMCAT, BEFORE, BEFORE_TYPE));
        table.add(runs(JETTY, RUN, RUN_TYPE));
        table.add(Hook.on("server.threads", "org/jboss/threads/EnhancedQueueExecutor", "<init>", null, this, LISTS)
                .give(Hook.SELF)
                .atExit()
                .optional());
    }

    private Hook runs(String owner, String method, String type) {
        return Hook.on("server.threads", owner, method, type, this, RUNS)
                .give(Hook.SELF)
                .atEntry()
                .optional();
    }

    @Override
    public void enter(int op, @Nullable Object executor, @Nullable Object b, @Nullable Object c) {
        // A worker is in nothing when it takes a task, whatever never said that it was over.
        units.reset();
        if (executor != null) {
            workers.worksFor(executor);
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object made, @Nullable Object b, @Nullable Object c) {
        if (made != null) {
            workers.lists(made);
        }
    }

    @Override
    public void tick(long now, boolean last) {
        if (!last && searches < SEARCHES && workers.takeMissed()) {
            searches++;
            late.look(Executor.class, found -> found.forEach(this::weave));
        }
    }

    private void weave(Class<?> type) {
        String owner = type.getName().replace('.', '/');
        boolean known = owner.equals(TOMCAT) || owner.equals(JETTY) || type.getClassLoader() == null;
        if (!known && ThreadLimits.haveLimit(type)) {
            late.weave(type, List.of(runs(owner, BEFORE, BEFORE_TYPE), runs(owner, RUN, RUN_TYPE)), 0);
        }
    }
}

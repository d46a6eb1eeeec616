package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Log events, by the descriptions of the libraries that write them: see {@link LogLibrary}. */
public final class LogSensor extends LazySensor<LogEvents> implements Runnable {

    private static final int AROUND = 0;
    private static final int BEGINS = 1;
    private static final int ENDS = 2;
    private static final int TEXT = 3;
    private static final int WRITES = 4;
    private static final int LEVELS = 5;
    private static final int SAYS = 6;
    private static final int OVER = 7;
    private static final String ROLES = "abetwlso"; // their first letters
    private static final int MOST = 8;
    private static final int LOGBACK = 0;
    private static final int LOG4J = 1;
    private static final int JAVA = 2;
    private static final int JBOSS = 3;
    private static final int LOG4J_1 = 4;
    private static final int SIMPLE = 5;
    private static final int TINYLOG = 6;
    static final int LIBRARIES = 7;

    private final Surroundings surroundings;
    private final Observations observations;

    /** Loads nothing else: it runs before {@code main}. */
    public LogSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    @Override
    public void hooks(HookTable table) {
        add(table, LOGBACK, "log.logback", Logback.POINTS);
        add(table, LOG4J, "log.log4j2", Log4j2.POINTS);
        add(table, JAVA, "log.java", JavaLogging.POINTS);
        add(table, JBOSS, "log.jboss", JbossLogging.POINTS);
        add(table, LOG4J_1, "log.log4j1", Log4j1.POINTS);
        add(table, SIMPLE, "log.slf4j-simple", Slf4jSimple.POINTS);
        add(table, TINYLOG, "log.tinylog", Tinylog.POINTS);
        aside(table, "log.exceptions", FailurePoints.EXCEPTIONS);
        aside(table, "log.handlers", FailurePoints.HANDLERS);
        aside(table, "log.answers", FailurePoints.ANSWERS);
        aside(table, "log.context", ContextWatch.POINTS);
        aside(table, "log.no-provider", NoProvider.POINTS);
        aside(table, "log.outputs", Outputs.POINTS);
        aside(table, "log.sql", Details.POINTS);
        surroundings.units().atFirstRequest(this);
    }

    private void aside(HookTable table, String name, String points) {
        for (int from = 0; from < points.length(); from = points.indexOf('\n', from) + 1) {
            int op = Aside.FIRST + Aside.LETTERS.indexOf(points.charAt(from));
            Hook hook = Hook.written(name, points, from, this, op);
            switch (op) {
                case Aside.READS, Aside.CONTEXT, Aside.MADE -> hook.atExit();
                default -> hook.atEntry();
            }
            table.add(hook.owner().startsWith("java/") ? hook.unhurried() : hook);
        }
    }

    static LogLibrary describe(int library) {
        return switch (library) {
            case LOGBACK -> new Logback();
            case LOG4J -> new Log4j2();
            case JAVA -> new JavaLogging();
            case JBOSS -> new JbossLogging();
            case LOG4J_1 -> new Log4j1();
            case SIMPLE -> new Slf4jSimple();
            default -> new Tinylog();
        };
    }

    private void add(HookTable table, int library, String name, String points) {
        for (int from = 0; from < points.length(); from = points.indexOf('\n', from) + 1) {
            int role = ROLES.indexOf(points.charAt(from));
            Hook hook = Hook.written(name, points, from, this, library * MOST + role);
            switch (role) {
                case AROUND -> hook.atEntry().atExit().atThrow();
                case BEGINS, WRITES, LEVELS, OVER -> hook.atEntry();
                case ENDS -> hook.atExit().atThrow();
                case TEXT -> hook.atEntry().atExit();
                default -> hook.atExit();
            }
            table.add(hook);
        }
    }

    @Override
    public void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op >= Aside.FIRST) {
            Aside.heard(parts().watch, op, a, b);
            return;
        }
        switch (op % MOST) {
            case TEXT -> parts().words(a);
            case WRITES -> parts().writes(a);
            case LEVELS -> parts().levelSet(op / MOST, a, b);
            case OVER -> parts().watch.outputs.stops();
            default -> parts().begin(op / MOST, a, b, c);
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op >= Aside.FIRST) {
            Aside.heard(parts().watch, op, a, b);
            return;
        }
        switch (op % MOST) {
            case TEXT -> parts().worded(result, a);
            case SAYS -> parts().said(result, a);
            case ENDS -> parts().end(op / MOST, a, null);
            default -> parts().end(op / MOST, null, b);
        }
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        parts().end(op / MOST, op % MOST == ENDS ? a : null, b);
    }

    @Override // the first request begins: what it does not log may matter, too
    public void run() {
        parts();
    }

    @Override
    protected LogEvents make() {
        return new LogEvents(surroundings, observations);
    }

    @Override
    public void tick(long now, boolean last) {
        LogEvents made = made();
        if (made != null) {
            made.tick(now, last);
        }
    }
}

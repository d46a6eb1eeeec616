package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches standard output and standard error.
 *
 * <p>Hooks the private methods of {@link PrintStream} that every printed text passes as a finished string, the same on
 * every JDK from 17 on: so no object of the application is turned into text a second time, a subclass is seen where it
 * calls its superclass, and bytes (console appenders) are not lines. Takes no lock but with its first line: the stream's own may be held.
 */
public final class PrintSensor extends LazySensor<Lines> {

    private static final String STREAM = "java/io/PrintStream";
    private static final int WRITE = 1;
    private static final int WRITE_LINE = 2;
    private static final int NEW_LINE = 3;
    private static final int STACK_TRACE = 4;

    private final Surroundings surroundings;
    private final Observations observations;
    /** The JVM's own: an application that puts its stream in front of them prints there in the end. */
    private final PrintStream firstOut = System.out;

    private final PrintStream firstErr = System.err;
    private final Late late;
    /** Made when the first stream is looked at, not before main. */
    private volatile @Nullable ReplacedStreams replaced;

    /** Loads nothing else: it runs before {@code main}. */
    public PrintSensor(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        add(table, "write", "(Ljava/lang/String;)V", WRITE);
        add(table, "write", "([C)V", WRITE);
        add(table, "writeln", "(Ljava/lang/String;)V", WRITE_LINE);
        add(table, "writeln", "([C)V", WRITE_LINE);
        table.add(Hook.on("log.print", STREAM, "newLine", "()V", this, NEW_LINE)
                .give(Hook.SELF)
                .atEntry());
        table.add(Hook.on("log.stack-trace", "java/lang/Throwable", "printStackTrace", "()V", this, STACK_TRACE)
                .give(Hook.SELF)
                .atEntry()
                .unhurried());
    }

    private void add(HookTable table, String method, String descriptor, int op) {
        table.add(Hook.on("log.print", STREAM, method, descriptor, this, op)
                .give(Hook.SELF, 0)
                .atEntry());
    }

    @Override
    public void enter(int op, @Nullable Object stream, @Nullable Object text, @Nullable Object none) {
        if (op == STACK_TRACE) {
            if (stream != null && !Writing.isGoingOn()) {
                parts().stackTrace(stream.getClass().getName());
            }
            return;
        }
        boolean stands = op >= ReplacedStreams.PRINT;
        ReplacedStreams streams = replaced;
        if (streams != null && (stands ? !streams.enter() : streams.isWithin())) {
            return;
        }
        String channel;
        if (stream == System.out || stream == firstOut) {
            channel = "System.out";
        } else if (stream == System.err || stream == firstErr) {
            channel = "System.err";
        } else {
            return;
        }
        if (Writing.isGoingOn()) {
            return; // it is a log event, which is watched itself
        }
        if (text instanceof String string) {
            parts().text(channel, string, isLine(op));
        } else if (text instanceof char[] chars) {
            parts().text(channel, new String(chars), isLine(op));
        } else if (op == NEW_LINE || stands) {
            parts().text(channel, "", op == NEW_LINE || isLine(op));
        }
    }

    private static boolean isLine(int op) {
        return op == WRITE_LINE || op == ReplacedStreams.PRINT_LINE;
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        left();
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        left();
    }

    private void left() {
        ReplacedStreams streams = replaced;
        if (streams != null) {
            streams.leave();
        }
    }

    @Override
    protected Lines make() {
        return new Lines(surroundings, observations);
    }

    @Override
    public void tick(long now, boolean last) {
        ReplacedStreams streams = replaced;
        if (streams == null) {
            streams = new ReplacedStreams(this, late);
            replaced = streams;
        }
        streams.look(System.out, System.err);
        Lines made = made();
        if (made != null) {
            made.tick(now);
        }
    }
}

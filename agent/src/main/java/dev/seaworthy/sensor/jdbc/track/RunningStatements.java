package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Beat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The executions of one thread that have not ended: a driver's statement may run another. Only that thread touches it. */
public final class RunningStatements {

    private static final int DEEPEST = 32;

    private @Nullable Object[] statements = new Object[4];
    private int size;
    /** When the outermost began, as {@link Beat} has it. */
    private long since;

    /** Enters one; whether it is the outermost. */
    boolean enters(Object statement) {
        return enters(statement, Beat.NOW.nanos());
    }

    boolean enters(Object statement, long now) {
        if (size > 0 && now - since > CallStack.LONGEST_NANOS) {
            settle();
        }
        if (size >= DEEPEST) {
            return false;
        }
        if (size == statements.length) {
            statements = Arrays.copyOf(statements, size * 2);
        }
        if (size == 0) {
            since = now;
        }
        statements[size++] = statement;
        return size == 1;
    }

    /** Leaves it, and whatever inside it never said that it ended; whether it was the outermost. */
    boolean leaves(@Nullable Object statement) {
        for (int i = size - 1; i >= 0; i--) {
            if (statement == null || statements[i] == statement) {
                Arrays.fill(statements, i, size, null);
                size = i;
                return i == 0;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Forgets executions that never said that they ended: nothing can be running now. */
    void settle() {
        if (size > 0) {
            Arrays.fill(statements, 0, size, null);
            size = 0;
        }
    }
}

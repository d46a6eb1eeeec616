package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.identity.HandleIndex;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.sensor.sql.Shapes;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open statements of tracked connections, and what was set and bound. Thread-safe. */
public final class Statements extends Part {

    private static final int SLOTS = 1 << 16;

    private final HandleIndex<TrackedStatement> known;
    final Shapes shapes;
    /** Statements that no handle could be had for: what they run is not counted. */
    public final LongAdder crowded = new LongAdder();

    public Statements(Shared shared) {
        super(shared);
        this.shapes = new Shapes(observations);
        this.known = strong.keep(new HandleIndex<>(SLOTS));
    }

    /** A connection returned a statement, for a text or none. */
    public void made(TrackedConnection on, Object statement, @Nullable String sql, ThreadState thread) {
        if (find(statement, thread) != null) {
            return; // one overload called another
        }
        discovery.statement(statement.getClass());
        TrackedStatement command = thread.spareCommand();
        command.begin(statement, on, sql, shapes.of(sql), thread.tracked);
        if (known.add(command)) {
            thread.uses(command);
            on.openStatements++;
            strong.takes();
        } else {
            crowded.increment();
            command.letGo();
            command.clear();
        }
    }

    /** What is known of a statement that this thread uses; null where that is nothing. */
    @Nullable
    TrackedStatement find(Object statement, ThreadState thread) {
        TrackedStatement recent = thread.recent(statement);
        if (recent != null) {
            return recent;
        }
        TrackedStatement found = known.find(statement);
        if (found != null) {
            thread.uses(found);
            if (found.user != thread.tracked) {
                found.user = null; // several threads: never used again
            }
        }
        return found;
    }

    public void bound(Object statement, int index, long bits) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.binds.bind(index, bits);
        }
    }

    /** It is set up at one of the points of {@link StatementHooks}, by {@code value} if that takes one. */
    public void isSet(int op, Object statement, @Nullable Object value) {
        TrackedStatement command = find(statement, threads.here());
        if (command == null) {
            return;
        }
        switch (op) {
            case StatementHooks.ADD -> {
                command.batched++;
                if (value instanceof String sql) {
                    command.shape = shapes.of(sql);
                    command.sql = sql;
                }
            }
            case StatementHooks.EMPTY -> command.batched = 0;
            case StatementHooks.UNBIND -> command.binds.clear();
            case StatementHooks.COMPLETE -> command.completes();
            case StatementHooks.FETCH -> {
                if (value instanceof Integer rows) {
                    // Connector/J streams row by row with the smallest integer.
                    command.fetchSize = rows == Integer.MIN_VALUE ? rows : Math.max(0, rows);
                }
            }
            case StatementHooks.QUERY_TIMEOUT -> command.timed = value instanceof Integer limit && limit > 0;
            default -> {}
        }
    }

    /** Each statement that is open, of any connection. */
    public void each(Consumer<TrackedStatement> look) {
        known.look(look);
    }

    /** A statement is being closed. */
    public void closed(Object statement) {
        ThreadState thread = threads.here();
        TrackedStatement command = find(statement, thread);
        if (command == null) {
            return;
        }
        command.wasRead();
        rows.harvest(command);
        if (command.letGo()) {
            known.remove(command);
            command.noLongerOpen();
            boolean own = command.user == thread.tracked && thread.running.isEmpty();
            command.clear();
            if (own && command.isReusable()) {
                thread.spare(command);
            }
        }
    }

    /** Lets go of statements that nobody closed; agent's thread. */
    public void tick() {
        known.each(command -> {
            if (command.isGone() && command.letGo()) {
                rows.harvest(command);
                known.remove(command);
                command.noLongerOpen();
            }
        });
    }
}

package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.identity.HandleIndex;
import dev.seaworthy.sensor.identity.StrongReferences;
import dev.seaworthy.sensor.jdbc.discover.Discovery;
import dev.seaworthy.sensor.sql.Shapes;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open statements of tracked connections, and what was set and bound. Thread-safe. */
public final class Statements {

    private static final int SLOTS = 1 << 16;

    private final Observations observations;
    private final Discovery discovery;
    private final Threads threads;
    private final Rows rows;
    private final StrongReferences strong;
    private final HandleIndex<TrackedStatement> known;
    final Shapes shapes = new Shapes();
    /** Statements that no handle could be had for: what they run is not counted. */
    private final LongAdder crowded = new LongAdder();

    public Statements(
            Observations observations, Discovery discovery, Threads threads, Rows rows, StrongReferences strong) {
        this.observations = observations;
        this.discovery = discovery;
        this.threads = threads;
        this.rows = rows;
        this.strong = strong;
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

    public void unbound(Object statement) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.binds.clear();
        }
    }

    public void added(Object statement, @Nullable Object text) {
        ThreadState thread = threads.here();
        TrackedStatement command = find(statement, thread);
        if (command != null) {
            command.batched++;
            if (text instanceof String sql) {
                command.shape = shapes.of(sql);
                command.sql = sql;
            }
        }
    }

    public void emptied(Object statement) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.batched = 0;
        }
    }

    public void fetches(Object statement, @Nullable Object size) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null && size instanceof Integer rows) {
            // Connector/J streams row by row with the smallest integer.
            command.fetchSize = rows == Integer.MIN_VALUE ? rows : Math.max(0, rows);
        }
    }

    public void timed(Object statement, @Nullable Object seconds) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null && seconds instanceof Integer limit) {
            command.timed = limit > 0;
        }
    }

    /** Each statement that is open, of any connection. */
    public void each(Consumer<TrackedStatement> look) {
        known.look(look);
    }

    /** A statement will close itself. */
    public void completes(Object statement) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.completes();
        }
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

    /** Counts, and lets go of statements that nobody closed; agent's thread. */
    public void tick() {
        long without = crowded.sumThenReset();
        if (without > 0) {
            observations.dropped("jdbc.statement", without);
        }
        known.each(command -> {
            if (command.isGone() && command.letGo()) {
                rows.harvest(command);
                known.remove(command);
                command.noLongerOpen();
            }
        });
    }
}

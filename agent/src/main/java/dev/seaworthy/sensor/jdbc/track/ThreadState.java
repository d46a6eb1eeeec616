package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.Attempts;
import dev.seaworthy.sensor.NestedCalls;
import dev.seaworthy.sensor.identity.HeldHandles;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Lenders;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one thread is doing with JDBC. Only that thread touches it; what it holds of others may have ended meanwhile. */
public final class ThreadState {

    private static final int SPARE = 8;
    private static final int NUMBERS = 64;
    private static final int RECENT = 4;

    public final CallStack nest = new CallStack();
    public final Borrow borrow = new Borrow();
    final Execution execution;
    final NestedCalls running = new NestedCalls();
    /** How many closes of borrowed connections it is in: a wrapper's close calls that of what it wraps. */
    public int returning;
    /** When a commit or rollback began last: in one inside another nothing else happens before. */
    public long endingNanos;

    /** Its attempt to open a physical connection; null where it makes none. */
    Attempts.@Nullable Attempt opening;

    /** Questions to a driver that it is in: what the driver asks the database to answer them is not the application's. */
    int asking;

    @Nullable
    Lender lastLender;

    /** Text that a statement is being prepared for. */
    public @Nullable String preparing;

    private @Nullable Lease ending;
    private boolean isEnding;
    /** Whether it may be one of very many that live shortly: a virtual one. Its leases keep no place between borrows. */
    final boolean brief = Thread.currentThread().getClass().getName().contains("Virtual");

    /** What it has done so often; read by the agent's thread. */
    final TrackedThread tracked;

    private long number;

    /** Those that it took and that have not ended. */
    public final HeldHandles<Lease> leases;

    /** Who handles the close of a handle that is a proxy. */
    public @Nullable Object closingBy;

    /** When it began what it is in, as {@link Beat} has it. */
    private long askedNanos;

    private long returnedNanos;

    private final @Nullable TrackedStatement[] spareCommands = new TrackedStatement[SPARE];
    private int commandsSpare;
    private @Nullable UnitLedger spareWork;
    private final @Nullable TrackedStatement[] recent = new TrackedStatement[RECENT];
    private int next;

    ThreadState(TrackedThread tracked) {
        this.tracked = tracked;
        this.execution = new Execution(tracked);
        this.leases = new HeldHandles<>(tracked, Lease::new);
    }

    /** A number that no lease had before. */
    long number(AtomicLong numbers) {
        if ((number & NUMBERS - 1) == 0) {
            number = numbers.getAndAdd(NUMBERS);
            Beat.NOW.at(System.nanoTime()); // where nothing but borrows goes on
        }
        return ++number;
    }

    /** The lease that the outermost of the closes that it is in ends; null where there is none. */
    public @Nullable Lease ending() {
        return isEnding ? ending : null;
    }

    void ends(Lease lease) {
        if (ending != lease) {
            ending = lease;
        }
        isEnding = true;
    }

    void ended() {
        isEnding = false;
    }

    /** What is known of a DataSource that it borrows of. */
    Lender lender(Object source, Lenders lenders) {
        Lender last = lastLender;
        if (last != null && last.refersTo(source)) {
            return last;
        }
        Lender known = lenders.of(source);
        lastLender = known;
        return known;
    }

    /** It begins a remote call. */
    public void calls() {
        tracked.calls++;
    }

    public void asks() {
        if (asking++ == 0) {
            askedNanos = Beat.NOW.nanos();
        }
    }

    public void asked() {
        asking = Math.max(0, asking - 1);
    }

    /** It closes a borrowed connection. */
    public void returns() {
        if (returning++ == 0) {
            returnedNanos = Beat.NOW.nanos();
        }
    }

    /** Whether it is in the close of a connection, and that one is another that it borrowed. */
    boolean isClosingAnother(Object connection) {
        Lease now = ending();
        return now != null && !now.is(connection) && leases.find(connection) != null;
    }

    /**
     * Whether what runs now is the pool's own or the driver's: the one lends a connection, or takes one back, and tries
     * or cleans it; the other answers what it was asked.
     */
    public boolean isPools() {
        return (asking > 0 || returning > 0 || !nest.isEmpty()) && isPools(Beat.NOW.nanos());
    }

    /** The same at {@code now}; forgets what has gone on for too long. */
    boolean isPools(long now) {
        if (now - askedNanos > NestedCalls.LONGEST_NANOS) {
            asking = 0;
        }
        if (now - returnedNanos > NestedCalls.LONGEST_NANOS) {
            returning = 0;
        }
        nest.forget(now);
        return asking > 0 || returning > 0 || !nest.isEmpty();
    }

    /** Forgets what never said that it ended: nothing can be running now. */
    void settle() {
        asking = 0;
        running.settle();
    }

    // --- statements that it used last

    @Nullable
    TrackedStatement recent(Object statement) {
        for (int i = 0; i < RECENT; i++) {
            TrackedStatement command = recent[i];
            if (command != null && command.is(statement)) {
                return command;
            }
        }
        return null;
    }

    void uses(TrackedStatement command) {
        recent[next] = command;
        next = next + 1 & RECENT - 1;
    }

    // --- what can be used again

    TrackedStatement spareCommand() {
        TrackedStatement spare = commandsSpare == 0 ? null : spareCommands[--commandsSpare];
        return spare == null ? new TrackedStatement() : spare;
    }

    void spare(TrackedStatement command) {
        if (commandsSpare < SPARE) {
            spareCommands[commandsSpare++] = command;
        }
    }

    UnitLedger spareWork() {
        UnitLedger spare = spareWork;
        spareWork = null;
        return spare == null ? new UnitLedger() : spare;
    }

    void spare(UnitLedger work) {
        spareWork = work;
    }
}

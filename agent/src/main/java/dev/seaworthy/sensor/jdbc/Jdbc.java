package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.StatementRan;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/** The life of physical connections after their opening: use, reuse and end. Thread-safe. */
final class Jdbc {

    private static final int STATEMENT = 71;

    final Surroundings surroundings;
    final Observations observations;
    final Connections connections = new Connections();
    final Targets targets = new Targets();
    final Discovery discovery;
    final Calls calls;
    private final Units units;

    Jdbc(Receiver receiver, Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.units = surroundings.units();
        this.discovery = new Discovery(receiver, late);
        this.calls = new Calls(this);
    }

    void used(int op, Object connection, @Nullable Object sql) {
        if (op == Hooks.TOUCH) {
            touched(connection, sql);
        } else {
            ended(connection);
        }
    }

    /** A method of a driver's connection is called; {@code sql} is its first argument where that is a text. */
    private void touched(Object connection, @Nullable Object sql) {
        Tracked tracked = connections.get(connection);
        if (tracked == null) {
            return;
        }
        Unit unit = units.current();
        int news = unit.isVisible()
                ? tracked.usedIn(unit, units)
                : tracked.usedOutside(calls.thread(), Thread.currentThread().getId(), units);
        if ((news & Tracked.REUSED) != 0) {
            observations.add(new ConnectionReused(now(tracked.origin), tracked.target.database, tracked.number));
        }
        boolean writes = unit.isVisible() && sql instanceof String text && isWrite(text) && tracked.wroteIn(unit);
        if (writes || (news & Tracked.FIRST_IN_UNIT) != 0) {
            statement(tracked.target, unit, writes);
        }
    }

    private void statement(Targets.Target target, Unit unit, boolean writes) {
        if (target.isFirstStatement(unit, writes) && target.mayTell()) {
            observations.add(new StatementRan(surroundings.here(target.key(STATEMENT)), target.database, writes));
        }
    }

    /** A connection, or the pooled connection that stands for it, is being closed. */
    private void ended(Object connection) {
        Tracked tracked = connections.get(connection);
        if (tracked == null) {
            return;
        }
        tracked.reached();
        if (tracked.end()) {
            if (discovery.isLent(connection.getClass())) {
                calls.gaveBackItself();
            }
            connections.retire(tracked);
            tell(tracked, ConnectionClosed.End.CLOSED, System.currentTimeMillis());
        }
    }

    /** Tells of connections that nobody can reach any more; agent's thread. */
    void tick(long now) {
        for (Tracked lost = connections.takeLost(); lost != null; lost = connections.takeLost()) {
            if (lost.end()) {
                // Without a hook in its class we saw neither use nor close: nothing can be said.
                if (!lost.isBlind()) {
                    tell(lost, ConnectionClosed.End.LOST, now);
                } else {
                    lost.target.closed(lost);
                }
            }
        }
        long returned = calls.takeReturned();
        if (returned > 0) {
            observations.count("jdbc.return", returned);
        }
        long borrowed = calls.takeBorrowed();
        if (borrowed > 0) {
            observations.count("jdbc.borrow", borrowed);
        }
    }

    private void tell(Tracked tracked, ConnectionClosed.End end, long now) {
        tracked.target.closed(tracked);
        Origin at = tracked.origin;
        observations.add(new ConnectionClosed(
                new Origin(now, at.phase(), at.unit(), at.site(), at.thread()),
                tracked.target.database,
                tracked.number,
                tracked.uses(),
                System.nanoTime() - tracked.openedNanos,
                end));
    }

    private static Origin now(Origin at) {
        return new Origin(System.currentTimeMillis(), at.phase(), at.unit(), at.site(), at.thread());
    }

    /** Whether a statement changes data, by its first word. */
    static boolean isWrite(String sql) {
        int at = 0;
        while (at < sql.length() && (sql.charAt(at) <= ' ' || sql.charAt(at) == '(')) {
            at++;
        }
        if (at >= sql.length()) {
            return false;
        }
        return switch (sql.charAt(at) | 0x20) {
            case 'i' -> sql.regionMatches(true, at, "insert", 0, 6);
            case 'u' -> sql.regionMatches(true, at, "up", 0, 2);
            case 'd' -> sql.regionMatches(true, at, "delete", 0, 6);
            case 'm' -> sql.regionMatches(true, at, "merge", 0, 5);
            case 'r' -> sql.regionMatches(true, at, "replace", 0, 7);
            default -> false;
        };
    }
}

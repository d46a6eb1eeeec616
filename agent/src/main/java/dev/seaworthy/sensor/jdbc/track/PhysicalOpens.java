package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.jdbc.discover.KnownClass;
import dev.seaworthy.sensor.jdbc.pool.Openers;
import dev.seaworthy.sensor.jdbc.pool.PoolPlaces;
import dev.seaworthy.sensor.jdbc.source.ConnectionSetup;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes.Failure;
import dev.seaworthy.sensor.jdbc.source.Login;
import dev.seaworthy.sensor.jdbc.source.OpeningCall;
import dev.seaworthy.sensor.jdbc.source.SourceAnswers;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.jdbc.source.Targets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of attempts to open a physical connection: one more that is known, or a refusal. Thread-safe. */
public final class PhysicalOpens extends Part {

    private final Targets targets;
    private final SourceAnswers sources;
    private final ConnectionSetup setup;
    private final PoolPlaces places;
    private final AtomicLong numbers = new AtomicLong();

    public PhysicalOpens(
            Shared shared, Targets targets, SourceAnswers sources, ConnectionSetup setup, PoolPlaces places) {
        super(shared);
        this.targets = targets;
        this.sources = sources;
        this.setup = setup;
        this.places = places;
    }

    /** The call of that frame, just popped, handed out a physical connection, new or one that was closed before. */
    void handedOut(Object connection, CallStack.Frame frame, ThreadState thread) {
        TrackedConnection known = connections.get(connection);
        if (known == null) {
            thread.borrow.made = opened(connection, frame, thread.nest);
        } else if (known.uses.revive()) {
            connections.recall(known);
            known.opened();
            observations.add(new ConnectionReused(known.origin, known.target.database, known.number));
        }
    }

    private TrackedConnection opened(Object connection, CallStack.Frame frame, CallStack nest) {
        long nanos = System.nanoTime() - frame.nanos;
        KnownClass type = discovery.physical(connection.getClass());
        List<OpeningCall> calls = nest.opening(frame);
        Login login = Login.of(calls, targets, sources);
        Target target = login.target();
        nest.produced(target);
        long place = surroundings.sites().calling(true);
        Origin origin = surroundings.at(surroundings.sites().at(place));
        TrackedConnection tracked = new TrackedConnection(connection, numbers.incrementAndGet(), target, origin, type);
        nest.made(tracked);
        discovery.opened(tracked.number, place);
        int now = connections.add(connection, tracked) ? tracked.opened() : target.openNow();
        String weak = login.learn(surroundings);
        places.place(
                origin,
                target.database,
                at -> new ConnectionOpened(
                        at, target.database, tracked.number, Openers.kind(origin.site()), nanos, now, weak));
        setup.opened(place, calls, frame.nanos, target, origin);
        return tracked;
    }

    /** An exception left the outermost call that may open one. */
    void refused(Failure said, CallStack.Frame frame, CallStack nest) {
        Login login = Login.of(nest.opening(frame), targets, sources);
        Target target = login.target();
        target.refuses();
        login.learn(surroundings);
        Origin origin = surroundings.here();
        String message = login.redact(said.message());
        int now = target.openNow();
        places.place(
                origin,
                target.database,
                at -> new ConnectionRefused(
                        at,
                        target.database,
                        said.state(),
                        said.code(),
                        message,
                        now,
                        target.holders.most(site -> places.of(site, target.database))));
    }
}

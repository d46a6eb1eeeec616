package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.ClientMade.Fate;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.http.client.Client;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are made, and whether they serve more than the unit of work that they were made in. Whether a client is
 * kept for later cannot be asked, so it is told when it is closed or garbage-collected, and after some seconds.
 */
final class ClientWatch extends CallWatch {

    private static final String SENSE = "http.client";
    private static final int MOST = 1 << 12;
    private static final int MOST_PLACES = 1 << 10;
    /** Others may use a client that was made for the first of them. */
    private static final long SETTLED_NANOS = 15_000_000_000L;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Repeats repeats;
    private final Looks looks = new Looks();
    private final WeakStates<MadeClient> clients;
    private final WeakStates<MadeClient> pools;
    private final Queue<MadeClient> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final ConcurrentHashMap<Site, AtomicInteger> live = new ConcurrentHashMap<>();

    ClientWatch(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.repeats = new Repeats(observations);
        this.clients = new WeakStates<>(MOST, SENSE, observations);
        this.pools = new WeakStates<>(MOST, SENSE, observations, gone -> gone.ended(Fate.COLLECTED));
    }

    @Override
    void made(Client library, Object made, Object pool) {
        MadeClient known = pools.get(pool);
        if (known == null) {
            known = looks.isDue() ? make(library, pool) : null;
        }
        if (known != null && made != pool) {
            clients.put(made, known); // a copy, perhaps, that shares it
        }
    }

    private @Nullable MadeClient make(Client library, Object pool) {
        if (size.get() >= MOST) {
            observations.dropped(SENSE, 1);
            return null;
        }
        Site site = surroundings.sites().here();
        AtomicInteger there = live.get(site);
        if (there == null) {
            AtomicInteger none = new AtomicInteger();
            AtomicInteger other = live.size() < MOST_PLACES ? live.putIfAbsent(site, none) : null;
            there = other == null ? none : other;
        }
        MadeClient made = new MadeClient(surroundings.at(site), library.name(), there);
        if (!pools.put(pool, made)) {
            return null;
        }
        open.add(made);
        size.incrementAndGet();
        return made;
    }

    private @Nullable MadeClient find(Object client) {
        MadeClient known = clients.get(client);
        return known == null ? pools.get(client) : known;
    }

    @Override
    boolean used(Object client, Calling call) {
        MadeClient made = find(client);
        if (made == null || made.isKept()) {
            return false;
        }
        made.use(surroundings.units().current().id(), call);
        return !made.isKept();
    }

    @Override
    void closed(Client library, Object client) {
        MadeClient made = find(client);
        if (made != null) {
            made.ended(Fate.CLOSED);
        }
    }

    @Override
    void tick(long now, boolean last) {
        pools.tick();
        for (Iterator<MadeClient> each = open.iterator(); each.hasNext(); ) {
            MadeClient one = each.next();
            boolean over = one.isKept() || one.isOver();
            boolean settled = last || System.nanoTime() - one.nanos > SETTLED_NANOS;
            if (over || !one.told && settled) {
                one.told = true;
                tell(one);
            }
            if (over) {
                each.remove();
                size.decrementAndGet();
            }
        }
        repeats.tick(now);
    }

    private void tell(MadeClient one) {
        Site site = one.origin.site();
        int how = one.isKept() ? 0 : one.isOver() ? 1 : 2;
        long key = (site.hashCode() * 31L + one.library.hashCode()) * 3 + how;
        if (repeats.take(key)) {
            repeats.tellPlaced(key, SENSE, one.seen());
        }
    }
}

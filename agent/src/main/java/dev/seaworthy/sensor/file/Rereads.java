package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Mounts;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileReread;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Files that one request wrote and another one reads. Thread-safe. Bounded: of written files it remembers the latest
 * {@value #MOST} to twice as many; as long as no request wrote any, a read costs one look.
 */
final class Rereads {

    static final int MOST = 8_192;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_PENDING = 2_000;

    /** A reading request that takes longer is judged as it is. */
    private static final long LONGEST_MILLIS = 300_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Openings openings;
    private final Repeats repeats;
    private final Looks looks = new Looks();
    private final long startedMillis = System.currentTimeMillis();
    private volatile ConcurrentHashMap<String, Wrote> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<String, Wrote> old = new ConcurrentHashMap<>();
    private final AtomicInteger characters = new AtomicInteger();
    private final ConcurrentLinkedQueue<Read> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder seen = new LongAdder();

    /** What a request wrote. */
    private static final class Wrote {
        final Written written;
        /** Whether the same request had looked for it in vain. */
        final boolean missed;
        /** The line that read it in the same request; 0 = none. */
        volatile long ownReader;

        Wrote(Written written, boolean missed) {
            this.written = written;
            this.missed = missed;
        }
    }

    /** A read that is still to be judged. */
    private static final class Read {
        final long key;
        final long place;
        final Origin origin;
        final String path;
        final Wrote wrote;
        /** Whether its request wrote the file, too. */
        volatile boolean written;

        Read(long key, long place, Origin origin, String path, Wrote wrote) {
            this.key = key;
            this.place = place;
            this.origin = origin;
            this.path = path;
            this.wrote = wrote;
        }
    }

    Rereads(Surroundings surroundings, Observations observations, Openings openings) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.openings = openings;
        this.repeats = new Repeats(observations);
    }

    /** The calling thread wrote that file. */
    void wrote(String path, Written written) {
        Unit unit = written.origin().unit();
        if (!unit.isRequest()) {
            if (!isEmpty()) {
                forget(path); // what a job wrote since is its own
            }
            return;
        }
        if (waiting.get() > 0) {
            for (Read read : pending) {
                read.written |= read.origin.unit().id() == unit.id() && read.path.equals(path);
            }
        }
        if (young.size() >= MOST || characters.get() > MOST_CHARACTERS) {
            turn();
        }
        if (young.put(path, new Wrote(written, openings.missed(unit, path))) == null) {
            characters.addAndGet(path.length());
        }
    }

    /** Whether that unit's write is to be remembered instead of another's. */
    boolean isNews(String path, Unit unit) {
        Wrote known = isEmpty() || !unit.isRequest() ? null : find(path);
        return known != null && known.written.origin().unit().id() != unit.id();
    }

    private synchronized void turn() {
        if (young.size() >= MOST || characters.get() > MOST_CHARACTERS) {
            old = young;
            young = new ConcurrentHashMap<>();
            characters.set(0);
        }
    }

    void forget(@Nullable String path) {
        if (path != null && !isEmpty()) {
            young.remove(path);
            old.remove(path);
        }
    }

    private boolean isEmpty() {
        return young.isEmpty() && old.isEmpty();
    }

    private @Nullable Wrote find(String path) {
        Wrote known = young.get(path);
        return known == null ? old.get(path) : known;
    }

    /** The calling thread opened that file to read. */
    void read(@Nullable Object file) {
        if (isEmpty()) {
            return;
        }
        Unit unit = surroundings.units().current();
        String path = unit.isRequest() ? FilePaths.absolute(file) : null;
        Wrote wrote = path == null ? null : find(path);
        if (path == null || wrote == null) {
            return;
        }
        Origin writer = wrote.written.origin();
        boolean own = writer.unit().id() == unit.id();
        if (!own) {
            seen.increment();
        }
        if (own && wrote.ownReader != 0 || !looks.isDue()) {
            return;
        }
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        if (own) {
            wrote.ownReader = place;
            return;
        }
        long key = place * 31 + System.identityHashCode(writer.site());
        if (repeats.take(key) && waiting.get() < MOST_PENDING) {
            waiting.incrementAndGet();
            pending.add(new Read(key, place, surroundings.at(sites.at(place)), path, wrote));
        }
    }

    /** Judges what was read; agent's thread. */
    void tick(boolean last) {
        observations.count("file.reread", seen.sumThenReset());
        for (int left = waiting.get(); left > 0; left--) {
            Read read = pending.poll();
            if (read == null) {
                break;
            }
            long age = System.currentTimeMillis() - read.origin.millis();
            if (!last && surroundings.units().isOpen(read.origin.unit()) && age < LONGEST_MILLIS) {
                pending.add(read); // whether it writes the file, too, is still to come
                continue;
            }
            waiting.decrementAndGet();
            Disk disk = disk(read.path, read.wrote.written.origin().millis());
            if (disk != null) {
                boolean upload = read.wrote.written.origin().unit().upload()
                        || read.wrote.written.parts() != null
                                && read.wrote.written.parts().of(read.path, -1) != null;
                repeats.tell(
                        read.key,
                        new FileReread(
                                read.origin, read.wrote.written.origin(), read.path, disk, upload, isRebuilt(read)));
            }
        }
        repeats.tick(System.currentTimeMillis());
    }

    /**
     * Whether a request that misses the file makes it anew: the one that wrote it had looked for it in vain, or read it by
     * the same line, or came by the same route, which only reads; unless the reader writes it, too.
     */
    private boolean isRebuilt(Read read) {
        Origin writer = read.wrote.written.origin();
        if (read.written) {
            return false;
        }
        String route = writer.unit().route();
        return read.wrote.missed
                || read.wrote.ownReader == read.place
                || route.startsWith("GET ") && route.equals(read.origin.unit().route());
    }

    /** What the file lies on; null if every replica has it. */
    private @Nullable Disk disk(String path, long written) {
        Mounts mounts = surroundings.mounts();
        PathClass lies = mounts.classify(path);
        if (lies == PathClass.SHARED || lies == PathClass.PSEUDO) {
            return null;
        }
        try {
            Path real = Path.of(path).toRealPath();
            long made = Files.readAttributes(real, BasicFileAttributes.class)
                    .creationTime()
                    .toMillis();
            if (made < startedMillis - 2_000 && made < written - 2_000 && made > 0) {
                return null; // it came with the image
            }
            lies = mounts.classify(real.toString());
        } catch (IOException | InvalidPathException | SecurityException gone) {
            // deleted since: it was there, and the others never had it
        }
        return lies == PathClass.SHARED || lies == PathClass.PSEUDO
                ? null
                : new Disk(lies, mounts.proven(), Disk.Ground.ELSEWHERE);
    }
}

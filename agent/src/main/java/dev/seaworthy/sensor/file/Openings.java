package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StoreFilled;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Files that could not be opened, and files whose path alone tells something. On the application's threads it only takes
 * note; {@link Lookout} looks at the disk on the agent's. Thread-safe, bounded.
 */
final class Openings {

    private static final int MOST_PENDING = 1_000;

    /** A unit that takes longer is judged as it is. */
    private static final long LONGEST_MILLIS = 300_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Repeats repeats;
    private final Looks looks = new Looks();
    private final Lookout lookout;
    private final ClassPath classPath;
    private final @Nullable Spellings spellings;
    private final ConcurrentLinkedQueue<Opening> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    /** How many of these are failures, which a later success may make up for. */
    private final AtomicInteger failures = new AtomicInteger();

    Openings(Surroundings surroundings, Observations observations) {
        this(surroundings, observations, Spellings.isNeeded() ? new Spellings() : null);
    }

    /** @param spellings null where the file system tells upper case from lower */
    Openings(Surroundings surroundings, Observations observations, @Nullable Spellings spellings) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.repeats = new Repeats(observations);
        this.lookout = new Lookout();
        this.classPath = new ClassPath(lookout, String.valueOf(System.getProperty("java.class.path", "")));
        this.spellings = spellings;
    }

    /** The calling thread opened a file. */
    void opened(@Nullable Object file, boolean writing) {
        if (failures.get() > 0) {
            String path = FilePaths.absolute(file);
            if (path != null) {
                makeUp(path, writing);
            }
        }
        String given = FilePaths.given(file);
        boolean telling = given != null && (lookout.isForeign(given) || !writing && lookout.isResource(file));
        if (given != null && (telling || spellings != null && spellings.isNew(given))) {
            note(given, file, writing, Outcome.OPENED);
        }
    }

    /** Another spelling, or another directory, did it in the same unit of work. */
    private void makeUp(String path, boolean writing) {
        Unit unit = surroundings.units().current();
        for (Opening failed : pending) {
            if (failed.outcome != Outcome.OPENED && failed.origin.unit().id() == unit.id()) {
                boolean spelled = failed.path.equalsIgnoreCase(path);
                boolean elsewhere = writing
                        && failed.writing
                        && (FilePaths.name(failed.path).equals(FilePaths.name(path)) || path.startsWith(failed.path));
                failed.madeUp |= spelled || elsewhere;
            }
        }
    }

    /** The calling thread found a resource, which may make up for another spelling of it. */
    void found(String name) {
        if (failures.get() == 0) {
            return;
        }
        Unit unit = surroundings.units().current();
        for (Opening failed : pending) {
            if (failed.base != null && failed.path.equalsIgnoreCase(name) && !failed.madeUp) {
                failed.madeUp = failed.origin.unit().id() == unit.id()
                        || Objects.equals(
                                failed.origin.site().place(),
                                surroundings.sites().here().place());
            }
        }
    }

    /** The calling thread looked for a resource in vain; {@code base} is where the class lies that asked. */
    void absent(String name, String base) {
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        long key = (place * 31 + name.hashCode()) * 2 + 1;
        if (!repeats.take(key) || waiting.get() >= MOST_PENDING) {
            return;
        }
        Site site = sites.at(place);
        if (site != Site.UNKNOWN) {
            waiting.incrementAndGet();
            failures.incrementAndGet();
            pending.add(new Opening(key, surroundings.at(site), name, base));
        }
    }

    /** Whether that unit looked for the file in vain a little while ago. */
    boolean missed(Unit unit, String path) {
        if (failures.get() == 0) {
            return false;
        }
        for (Opening failed : pending) {
            if (failed.outcome == Outcome.MISSING
                    && failed.origin.unit().id() == unit.id()
                    && failed.path.equals(path)) {
                return true;
            }
        }
        return false;
    }

    /** The calling thread could not open a file. */
    void failed(@Nullable Object file, boolean writing, Throwable thrown) {
        String given = FilePaths.given(file);
        Outcome outcome = outcome(thrown);
        // What has a class of its own says all, unlike the words of the operating system.
        boolean plain = thrown instanceof FileNotFoundException || thrown.getClass() == FileSystemException.class;
        if (given != null && (outcome != Outcome.FAILED || plain)) {
            note(given, file, writing, outcome);
        }
    }

    /** The calling thread could not make a directory. */
    void unmade(@Nullable Object file, Throwable thrown) {
        String given = FilePaths.given(file);
        Outcome outcome = outcome(thrown);
        if (given != null && (outcome.isRefusal() || outcome == Outcome.FULL)) {
            note(given, file, true, outcome);
        }
    }

    /** The calling thread could not write: there was no space left. */
    void full(@Nullable String path) {
        note(path == null ? "" : path, path, true, Outcome.FULL);
    }

    /** An address that names no file is used as one. */
    void noFile(String address) {
        if (lookout.isPacked(address)) {
            note(address, null, false, Outcome.MISSING);
        }
    }

    private void note(String given, @Nullable Object file, boolean writing, Outcome outcome) {
        if (!looks.isDue()) {
            return;
        }
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        long key = place * 31 + given.hashCode() * 2L + (writing ? 1 : 0);
        if (!repeats.take(key) || waiting.get() >= MOST_PENDING) {
            return;
        }
        Site site = sites.at(place);
        String path = file == null ? given : FilePaths.absolute(file);
        if (path != null && site != Site.UNKNOWN) {
            waiting.incrementAndGet();
            failures.addAndGet(outcome == Outcome.OPENED ? 0 : 1);
            pending.add(
                    new Opening(key, surroundings.at(site), given, path, FilePaths.isRelative(file), writing, outcome));
        }
    }

    /** By the words of the operating system, which may speak another language: then {@link Lookout} looks. */
    static Outcome outcome(Throwable thrown) {
        if (thrown instanceof java.nio.file.NoSuchFileException) {
            return Outcome.MISSING;
        }
        if (thrown instanceof java.nio.file.AccessDeniedException) {
            return Outcome.FORBIDDEN;
        }
        if (!(thrown instanceof java.io.IOException) || thrown.getClass().getClassLoader() != null) {
            return Outcome.FAILED;
        }
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no such file") || message.contains("cannot find the")) {
            return Outcome.MISSING;
        }
        if (message.contains("permission denied") || message.contains("access is denied")) {
            return Outcome.FORBIDDEN;
        }
        if (message.contains("read-only file system")) {
            return Outcome.READ_ONLY;
        }
        if (message.contains("no space left") || message.contains("not enough space")) {
            return Outcome.FULL;
        }
        return message.contains("too many open files") ? Outcome.EXHAUSTED : Outcome.FAILED;
    }

    /** Looks at what was noted once its unit of work is over; agent's thread. */
    void tick(long now, boolean last) {
        for (int left = waiting.get(); left > 0; left--) {
            Opening one = pending.poll();
            if (one == null) {
                break;
            }
            boolean early = now - one.origin.millis() < LONGEST_MILLIS
                    && surroundings.units().isOpen(one.origin.unit());
            if (!last && early && one.outcome != Outcome.OPENED) {
                pending.add(one);
                continue;
            }
            waiting.decrementAndGet();
            failures.addAndGet(one.outcome == Outcome.OPENED ? 0 : -1);
            if (!one.madeUp) {
                look(one);
            }
        }
        repeats.tick(System.currentTimeMillis());
    }

    private void look(Opening one) {
        if (one.base != null) {
            ClassPath.Spelled spelled = classPath.spelled(one.base, one.path);
            if (spelled != null) {
                tell(one, spelled.path(), one.outcome, spelled.sibling());
            }
            return;
        }
        Outcome outcome = lookout.outcome(one.outcome, one.path, one.writing);
        if (outcome == Outcome.FULL) {
            String point = one.path.isEmpty() ? "" : surroundings.mounts().point(one.path);
            repeats.tell(one.key, new StoreFilled(one.origin, point, 0, 0, true));
            return;
        }
        String machine = lookout.machine(one.given, one.path, outcome == Outcome.MISSING);
        String resource = lookout.resource(one.given, one.path, outcome == Outcome.OPENED);
        String sibling = outcome == Outcome.MISSING && resource == null ? lookout.sibling(one.path) : null;
        if (outcome == Outcome.OPENED && spellings != null) {
            sibling = spellings.real(one.given, one.path, one.relative);
            if (sibling == null && machine == null && resource == null) {
                return;
            }
        }
        repeats.tell(
                one.key,
                new FileOpened(
                        one.origin,
                        machine == null ? one.path : one.given,
                        one.relative,
                        one.writing,
                        outcome,
                        machine,
                        machine == null ? null : lookout.source(one.path),
                        resource,
                        sibling));
    }

    private void tell(Opening one, String path, Outcome outcome, String sibling) {
        repeats.tell(one.key, new FileOpened(one.origin, path, false, false, outcome, null, null, null, sibling));
    }
}

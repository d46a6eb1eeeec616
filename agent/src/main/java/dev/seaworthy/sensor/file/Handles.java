package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.HandlesKept;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import org.jspecify.annotations.Nullable;

/**
 * Files, directory streams and zip files that are open, and the lines that opened them. Thread-safe, bounded. What is
 * closed is forgotten; what is garbage-collected before counts for its line, and so does what stays open long after the
 * unit of work that opened it.
 */
final class Handles {

    static final int FILE = 0;
    static final int DIRECTORY = 1;
    static final int ZIP = 2;

    private static final int MOST = 1 << 14;
    private static final int MOST_LINES = 4_096;
    private static final long EVERY_MILLIS = 5_000;

    /** So many of one line are a leak. */
    private static final int TOO_MANY = 50;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Looks looks = new Looks();
    private final WeakStates<Handle> open;
    private final Bounded<Long, HandleLine> lines;
    private final Descriptors descriptors;
    private long checkedAt;

    Handles(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        open = new WeakStates<>(MOST, "file.handle", observations, Handle::collected);
        lines = new Bounded<>(MOST_LINES, "file.handle", observations);
        descriptors = new Descriptors();
    }

    /** The path that was given to open it; null if it is not followed. */
    @Nullable
    String path(Object handle) {
        Handle known = open.get(handle);
        return known == null ? null : known.path;
    }

    /** Where the calling thread is, by {@link Sites#calling} with lines; 0 if it is not this event's turn. */
    long look() {
        return looks.isDue() ? surroundings.sites().calling(true) : 0;
    }

    /**
     * The calling thread opened it.
     *
     * @param place what {@link #look} said
     */
    void opened(@Nullable Object handle, int kind, @Nullable Object file, long place) {
        if (handle == null || place == 0) {
            return;
        }
        Sites sites = surroundings.sites();
        Long key = place + kind;
        HandleLine line = lines.get(key);
        if (line == null) {
            Site site = sites.at(place);
            line = lines.get(key, any -> new HandleLine(surroundings.at(site), kind(kind), isOwned(site, kind)));
        }
        if (line != null && !line.owned) {
            Handle opened = new Handle(line, surroundings.units().current(), FilePaths.given(file));
            if (open.putIfAbsent(handle, opened) == opened) {
                line.add(opened);
            }
        }
    }

    /** It is being closed, for the first time or not. */
    void closed(Object handle) {
        // An object's identity hash costs more than all the rest, and of busy lines only a sample is followed.
        Handle known = open.size() == 0 ? null : open.remove(handle);
        if (known != null) {
            known.closed();
        }
    }

    /** Whether somebody else closes it: a zip file its own file, a class loader its jars, a cache of the JDK's. */
    private static boolean isOwned(Site site, int kind) {
        for (Place frame : site.stack()) {
            if (frame.equals(site.place())) {
                return false;
            }
            String type = frame.className();
            String method = frame.method();
            boolean zips = kind == FILE && type.startsWith("java.util.zip.ZipFile");
            boolean loads = method.equals("loadClass") || method.equals("findClass") || method.equals("defineClass");
            boolean finds = kind == ZIP && (method.startsWith("getResource") || method.startsWith("findResource"));
            if (zips || loads || finds || type.startsWith("sun.net.www.protocol.jar.")) {
                return true;
            }
        }
        return false;
    }

    private static HandlesKept.Kind kind(int kind) {
        return switch (kind) {
            case DIRECTORY -> HandlesKept.Kind.DIRECTORY;
            case ZIP -> HandlesKept.Kind.ZIP;
            default -> HandlesKept.Kind.FILE;
        };
    }

    /** Reports lines that leave too many open; agent's thread. */
    void tick(long now, boolean last) {
        open.tick();
        if (now - checkedAt < EVERY_MILLIS && !last) {
            return;
        }
        checkedAt = now;
        for (HandleLine line : lines.values()) {
            // What is open as the JVM ends may just be about to be closed.
            int aged = last ? 0 : line.aged(now, surroundings.units());
            long collected = line.collected();
            if (collected + aged >= TOO_MANY && collected + aged > line.reported) {
                line.reported = collected + aged;
                observations.add(new HandlesKept(
                        line.origin,
                        line.kind,
                        collected,
                        aged,
                        line.opened(),
                        descriptors.used(),
                        descriptors.limit()));
            }
        }
        if (descriptors.isNearlyUsedUp(now)) {
            Origin process = surroundings.at(Site.UNKNOWN);
            observations.add(new HandlesKept(
                    process, HandlesKept.Kind.DESCRIPTORS, 0, 0, 0, descriptors.used(), descriptors.limit()));
        }
    }
}

package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Surroundings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Resources that class loaders were asked for. Frameworks ask for thousands in vain when they start: each name is looked at
 * a few times, then costs next to nothing. Thread-safe, where threads may overwrite what others noted; bounded; allocates
 * nothing on the repeat path.
 */
final class LookUps {

    private static final int NAMES = 4_096;

    /** So often who asks is looked at: a library may ask for the same name before the application. */
    private static final int MOST_LOOKS = 8;

    /** So many of the application's own questions are followed, since each makes the agent's thread look at the disk. */
    private static final int MOST_ASKED = 2_000;

    private static final int RECENT = 64;

    private final int most;
    private final Surroundings surroundings;
    private final Openings openings;
    private final Looks looks = new Looks();
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

    private final int[] hashes = new int[NAMES];
    private final byte[] looked = new byte[NAMES];

    private final @Nullable String[] found = new String[RECENT];
    private final long[] finders = new long[RECENT];
    private int next;
    private final AtomicInteger asked = new AtomicInteger();

    LookUps(Surroundings surroundings, Openings openings) {
        this(surroundings, openings, MOST_ASKED);
    }

    LookUps(Surroundings surroundings, Openings openings, int most) {
        this.most = most;
        this.surroundings = surroundings;
        this.openings = openings;
    }

    /** A look-up is over; {@code url} is what was found. Hot while frameworks start. */
    void ended(@Nullable Object url, @Nullable Object loader, @Nullable Object name) {
        if (name instanceof String text) {
            if (url == null) {
                missed(loader, text);
            } else {
                found(text);
            }
        }
    }

    /** A loader found what it was asked for. */
    void found(String name) {
        if (name.endsWith(".class")) {
            return;
        }
        int at = next++ & RECENT - 1;
        finders[at] = surroundings.units().current().id();
        found[at] = name;
        openings.found(name);
    }

    /** A loader did not find it; it may be the parent of one that does. */
    void missed(@Nullable Object loader, String name) {
        if (loader == platform || name.endsWith(".class") || name.startsWith("/") || name.endsWith("/")) {
            return;
        }
        if (asked.get() >= most || !isNew(name.hashCode()) || !looks.isDue()) {
            return;
        }
        String base = surroundings.sites().asker();
        if (base != null && !isFoundOtherwise(name) && !isSent(name)) {
            asked.incrementAndGet();
            openings.absent(name, base);
        }
    }

    /** How many of the application's own questions were followed. */
    int asked() {
        return asked.get();
    }

    private boolean isNew(int hash) {
        int at = (hash ^ hash >>> 16) & NAMES - 1;
        if (hashes[at] != hash) {
            hashes[at] = hash;
            looked[at] = 0;
        }
        if (looked[at] >= MOST_LOOKS) {
            return false;
        }
        looked[at]++;
        return true;
    }

    /** Whether the same unit of work has found another spelling a little while ago, as a program does that tries both. */
    private boolean isFoundOtherwise(String name) {
        long unit = surroundings.units().current().id();
        for (int i = 0; i < RECENT; i++) {
            if (name.equalsIgnoreCase(found[i]) && finders[i] == unit) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name came with the request: then its spelling is the client's. */
    private boolean isSent(String name) {
        RequestValues brought = surroundings.units().open().brought();
        if (brought == null) {
            return false;
        }
        Sent sent = new Sent(name);
        brought.each(sent);
        return sent.seen;
    }

    private static final class Sent implements RequestValues.Visitor {
        private final String name;
        private boolean seen;

        Sent(String name) {
            String last = name.substring(name.lastIndexOf('/') + 1);
            int dot = last.lastIndexOf('.');
            this.name = dot > 0 ? last.substring(0, dot) : last;
        }

        @Override
        public void value(String source, String key, String value) {
            // Either may have had something put around it, such as an ending.
            seen |= value.contains(name) || value.length() > 1 && name.contains(value);
        }
    }
}

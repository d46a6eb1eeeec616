package dev.seaworthy.context;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application's own line, and walks the stack as seldom as it can. Thread-safe; no allocation for a key whose
 * turn it is not. Keys beyond {@value #KEYS} share what budget is left.
 */
public final class Sites {

    /** Frames kept at most. */
    static final int DEEPEST_KEPT = 40;

    /** Frames looked at in search of the application's. */
    private static final int DEEPEST_WALKED = 400;

    /** Frames that a key is made of at most. */
    private static final int DEEPEST_TELLING = 96;

    private static final int KEYS = 8192;
    private static final int PROBES = 8;
    private static final int WALKS_A_SECOND = 2000;

    private final Frames frames;
    private final AtomicReferenceArray<@Nullable Entry> table = new AtomicReferenceArray<>(KEYS);
    private final AtomicInteger budget = new AtomicInteger(WALKS_A_SECOND);
    private final AtomicLong budgetSecond = new AtomicLong();

    private static final class Entry {
        final long key;
        final AtomicInteger hits = new AtomicInteger();
        volatile Site site = Site.UNKNOWN;

        Entry(long key) {
            this.key = key;
        }
    }

    Sites(@Nullable String packages) {
        frames = new Frames(packages);
    }

    /** The site of the calling thread, walked or, where it is not this key's turn, the last one known for {@code key}. */
    public Site at(long key) {
        Entry entry = entry(key);
        if (entry == null) {
            return take() ? walk() : Site.UNKNOWN;
        }
        int hit = entry.hits.incrementAndGet();
        if ((hit & (hit - 1)) == 0 && hit > 0 && take()) {
            entry.site = walk();
        }
        return entry.site;
    }

    /** Whether the next {@link #at} of this key would walk; lets a sensor skip making an observation. */
    public boolean isDue(long key) {
        Entry entry = entry(key);
        if (entry == null) {
            return true;
        }
        int next = entry.hits.get() + 1;
        return (next & (next - 1)) == 0;
    }

    /** Walks the stack of the calling thread, whatever it costs (4–70 µs). */
    public Site walk() {
        return Walkers.HIDDEN_FRAMES_LEFT_OUT.walk(this::read);
    }

    /**
     * A coarse key of the calling code: classes and instructions down to the application's first frame, and its method.
     * One to five microseconds; what lies below that frame does not matter, since no site tells of it.
     *
     * @param lines whether two lines of one method of the application have different keys
     */
    public long calling(boolean lines) {
        return Walkers.HIDDEN_FRAMES_LEFT_OUT.walk(stack -> hash(stack, lines));
    }

    private long hash(Stream<StackWalker.StackFrame> stack, boolean lines) {
        long hash = 17;
        int walked = 0;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); each.hasNext() && walked < DEEPEST_TELLING; ) {
            StackWalker.StackFrame frame = each.next();
            Class<?> type = frame.getDeclaringClass();
            if (Walkers.isOurs(type)) {
                continue;
            }
            walked++;
            Frames.Owner owner = frames.owner(type);
            boolean application = owner == Frames.Owner.APPLICATION || owner == Frames.Owner.LAUNCHED;
            hash = hash * 31 + type.getName().hashCode();
            if (!application || lines) {
                hash = hash * 31 + frame.getByteCodeIndex();
            }
            if (application) {
                // Two methods may call at the same instruction. Costly, so for this one frame only.
                hash = hash * 31 + frame.getMethodName().hashCode();
                break;
            }
        }
        hash *= 0x9E3779B97F4A7C15L;
        return hash == 0 ? 1 : hash;
    }

    /** Mixes a hook's number and a text into a coarse key without allocating. */
    public static long key(int hook, @Nullable String text) {
        long hash = 0x9E3779B97F4A7C15L * (hook + 1);
        if (text != null) {
            hash ^= text.hashCode() * 0xC2B2AE3D27D4EB4FL;
        }
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    /** A print stream in front of the JVM's own, as servers install one, only passes on what somebody prints. */
    private static boolean isStream(Class<?> type) {
        return PrintStream.class.isAssignableFrom(type);
    }

    private @Nullable Entry entry(long key) {
        int start = (int) (key ^ (key >>> 32)) & (KEYS - 1);
        for (int i = 0; i < PROBES; i++) {
            int at = (start + i) & (KEYS - 1);
            Entry entry = table.get(at);
            if (entry == null) {
                Entry mine = new Entry(key);
                if (table.compareAndSet(at, null, mine)) {
                    return mine;
                }
                entry = table.get(at);
            }
            if (entry != null && entry.key == key) {
                return entry;
            }
        }
        return null;
    }

    private boolean take() {
        long second = System.nanoTime() / 1_000_000_000L;
        long known = budgetSecond.get();
        if (second != known && budgetSecond.compareAndSet(known, second)) {
            budget.set(WALKS_A_SECOND);
        }
        return budget.decrementAndGet() >= 0;
    }

    private Site read(Stream<StackWalker.StackFrame> stack) {
        List<Place> kept = new ArrayList<>();
        Place application = null;
        Place launched = null;
        boolean direct = true;
        boolean launchedDirect = false;
        int walked = 0;
        for (var frame : (Iterable<StackWalker.StackFrame>) stack::iterator) {
            if (++walked > DEEPEST_WALKED || application != null && kept.size() >= DEEPEST_KEPT) {
                break;
            }
            Class<?> type = frame.getDeclaringClass();
            if (Walkers.isOurs(type)) {
                continue;
            }
            Place place = null;
            if (kept.size() < DEEPEST_KEPT) {
                place = Frames.place(frame);
                kept.add(place);
            }
            if (application == null) {
                switch (frames.owner(type)) {
                    case APPLICATION -> application = place == null ? Frames.place(frame) : place;
                    case LAUNCHED -> {
                        if (launched == null) {
                            launched = place == null ? Frames.place(frame) : place;
                            launchedDirect = direct;
                        }
                        direct = false;
                    }
                    case LIBRARY -> direct &= isStream(type);
                    case PLATFORM -> {}
                }
            }
        }
        if (application == null && launched != null) {
            return new Site(launched, launchedDirect, List.copyOf(kept));
        }
        return new Site(application, application != null && direct, List.copyOf(kept));
    }
}

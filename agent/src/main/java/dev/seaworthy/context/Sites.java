package dev.seaworthy.context;

import dev.seaworthy.context.Ownership.Owner;
import dev.seaworthy.observation.Site;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application's own line, and walks the stack as seldom as it can: once for each way to a line. Thread-safe,
 * bounded: of more than {@value #KEYS} ways the newest replace others, and a place that was not found for want of time is
 * counted.
 */
public final class Sites {

    /** Frames looked at in search of the application's. */
    private static final int DEEPEST_WALKED = 400;

    /** Frames that a key is made of at most. */
    private static final int DEEPEST_TELLING = 96;

    /** Frames behind the first that may be the application's; the place is most often among them. */
    private static final int DEEPEST_DOUBTED = 24;

    private static final int KEYS = 8192;
    private static final int PROBES = 8;

    private final Ownership ownership;
    private final AtomicReferenceArray<@Nullable Known> table = new AtomicReferenceArray<>(KEYS);
    /** For ways that the table has no room for. */
    private final Looks walks;

    private final FirstFetch first = new FirstFetch();
    private final LongAdder dropped = new LongAdder();

    private record Known(long key, Site site) {}

    Sites(@Nullable String packages) {
        this(packages, new Looks());
    }

    Sites(@Nullable String packages, Looks walks) {
        this.ownership = new Ownership(packages);
        this.walks = walks;
    }

    /** The site of the calling thread: one to five microseconds for a line that is known, 5 to 70 for a new one. */
    public Site here() {
        return at(first.walker().walk(stack -> hash(stack, true)));
    }

    /**
     * Where the class lies that asked a class loader directly and may be the application's; null if none did. About a
     * microsecond.
     */
    public @Nullable String asker() {
        return Asker.WALKER.walk(stack -> Asker.base(ownership, stack));
    }

    /** What {@link #here} says where it is this event's turn; null where it is not, or where the site could not be found. */
    public @Nullable Site look(Looks budget) {
        Site site = budget.isDue() ? here() : Site.UNKNOWN;
        return site == Site.UNKNOWN ? null : site;
    }

    /**
     * The site of the calling thread.
     *
     * @param place what {@link #calling} with lines says now
     * @return {@link Site#UNKNOWN} only where so many ways lead here that they can neither be kept nor walked again
     */
    public Site at(long place) {
        Known known = find(place);
        if (known != null) {
            return known.site;
        }
        if (isCrowded(place) && !walks.isDue()) {
            dropped.increment();
            return Site.UNKNOWN;
        }
        return keep(new Known(place, walk())).site;
    }

    /** Places that were not found for want of time, so far. */
    public long dropped() {
        return dropped.sum();
    }

    /** Walks the stack of the calling thread, whatever it costs (4–70 µs). */
    public Site walk() {
        return Walkers.HIDDEN_FRAMES_LEFT_OUT.walk(stack -> read(stack, null));
    }

    /** The same without the constructors of what is being built: who builds it is the place, be it the application's own. */
    public Site walk(Object built) {
        return Walkers.HIDDEN_FRAMES_LEFT_OUT.walk(stack -> read(stack, built));
    }

    /**
     * A coarse key of the calling code: classes and instructions down to the application's first frame, and its method.
     * One to five microseconds; what lies below that frame does not matter, since no site tells of it.
     *
     * @param lines whether two lines of one method of the application have different keys
     */
    public long calling(boolean lines) {
        return first.walker().walk(stack -> hash(stack, lines));
    }

    private long hash(Stream<StackWalker.StackFrame> stack, boolean lines) {
        long hash = 17;
        int left = DEEPEST_TELLING;
        int taken = 0;
        boolean certain = true;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); left > 0 && each.hasNext(); taken++) {
            StackWalker.StackFrame frame = each.next();
            Code code = ownership.of(frame.getDeclaringClass());
            if (code.isLeftOut()) {
                continue;
            }
            left--;
            Owner owner = code.owner(ownership);
            hash = hash * 31 + code.name.hashCode();
            if (owner != Owner.APPLICATION || lines) {
                hash = hash * 31 + frame.getByteCodeIndex();
            }
            if (owner == Owner.APPLICATION || owner == Owner.POSSIBLE) {
                // Two methods may call at the same instruction. Costly, so for these frames only.
                hash = hash * 31 + frame.getMethodName().hashCode();
                if (owner == Owner.APPLICATION && !code.stream && !code.isDoubtful()) {
                    taken++;
                    break;
                }
                left = certain ? Math.min(left, DEEPEST_DOUBTED) : left;
                certain = false;
            }
        }
        first.needed(taken);
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

    private static int start(long key) {
        return (int) (key ^ key >>> 32);
    }

    private @Nullable Known find(long key) {
        int start = start(key);
        for (int i = 0; i < PROBES; i++) {
            Known known = table.get(start + i & KEYS - 1);
            if (known == null || known.key == key) {
                return known;
            }
        }
        return null;
    }

    private boolean isCrowded(long key) {
        int start = start(key);
        for (int i = 0; i < PROBES; i++) {
            if (table.get(start + i & KEYS - 1) == null) {
                return false;
            }
        }
        return true;
    }

    /** Keeps what was walked; where others walked the same at once, one of them is kept, and that is everybody's. */
    private Known keep(Known walked) {
        int start = start(walked.key);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & KEYS - 1;
            Known known = table.get(at);
            if (known == null) {
                known = table.compareAndSet(at, null, walked) ? walked : table.get(at);
            }
            if (known != null && known.key == walked.key) {
                return known;
            }
        }
        table.set(start + (int) (System.nanoTime() >>> 5 & PROBES - 1) & KEYS - 1, walked);
        return walked;
    }

    private Site read(Stream<StackWalker.StackFrame> stack, @Nullable Object built) {
        WalkedStack walked = new WalkedStack(ownership);
        int frames = 0;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); each.hasNext() && frames < DEEPEST_WALKED; ) {
            StackWalker.StackFrame frame = each.next();
            Code code = ownership.of(frame.getDeclaringClass());
            if (code.isLeftOut() || built != null && frames == 0 && isBuilding(frame, built)) {
                continue;
            }
            frames++;
            if (!walked.add(frame, code)) {
                break;
            }
        }
        return walked.site();
    }

    private static boolean isBuilding(StackWalker.StackFrame frame, Object built) {
        return frame.getMethodName().equals("<init>")
                && frame.getDeclaringClass().isInstance(built);
    }

    /** Whose code it is. */
    Ownership ownership() {
        return ownership;
    }
}

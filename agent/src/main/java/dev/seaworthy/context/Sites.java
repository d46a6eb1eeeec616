package dev.seaworthy.context;

import dev.seaworthy.context.Ownership.Owner;
import dev.seaworthy.observation.Site;
import java.util.Iterator;
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

    /** Frames looked at in search of the application's. */
    private static final int DEEPEST_WALKED = 400;

    /** Frames that a key is made of at most. */
    private static final int DEEPEST_TELLING = 96;

    /** Frames behind the first that may be the application's; the place is most often among them. */
    private static final int DEEPEST_DOUBTED = 24;

    private static final int KEYS = 8192;
    private static final int PROBES = 8;
    private static final int WALKS_A_SECOND = 2000;

    private final Ownership ownership;
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
        ownership = new Ownership(packages);
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
        int left = DEEPEST_TELLING;
        boolean certain = true;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); each.hasNext() && left > 0; ) {
            StackWalker.StackFrame frame = each.next();
            Code code = ownership.of(frame.getDeclaringClass());
            if (code.kind == Code.Kind.OURS) {
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
                if (owner == Owner.APPLICATION) {
                    break;
                }
                left = certain ? Math.min(left, DEEPEST_DOUBTED) : left;
                certain = false;
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
        WalkedStack walked = new WalkedStack(ownership);
        int frames = 0;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); each.hasNext() && frames < DEEPEST_WALKED; ) {
            StackWalker.StackFrame frame = each.next();
            Code code = ownership.of(frame.getDeclaringClass());
            if (code.kind == Code.Kind.OURS) {
                continue;
            }
            frames++;
            if (!walked.add(frame, code)) {
                break;
            }
        }
        return walked.site();
    }

    /** Whose code it is. */
    Ownership ownership() {
        return ownership;
    }
}

package dev.seaworthy.sensor.identity;

import dev.seaworthy.sensor.ThreadTally;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handles that one thread took and that are still held, and behind them some that it can use again. Only it touches them. */
public final class HeldHandles<T extends SeatedHandle> {

    private static final int MOST = 64;

    private final ThreadTally thread;
    private final Supplier<T> maker;
    private @Nullable SeatedHandle[] held = new SeatedHandle[4];
    private int size;

    public HeldHandles(ThreadTally thread, Supplier<T> maker) {
        this.thread = thread;
        this.maker = maker;
    }

    /** How many it took that are still held. */
    public int size() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            SeatedHandle one = held[i];
            // Another thread may have let go of it, and it is never used again then.
            if (one != null && one.thread() == thread && one.isHeld()) {
                if (kept != i) {
                    held[kept] = one;
                }
                kept++;
            }
        }
        if (kept != size) {
            Arrays.fill(held, kept, size, null);
            size = kept;
        }
        return kept;
    }

    /** One of them, 0 = the oldest; the {@link #size} is to be asked for just before. */
    public T get(int at) {
        return Objects.requireNonNull(at(at));
    }

    /** One that it may {@linkplain #takes take}. */
    public T next() {
        int now = size();
        if (now >= MOST) {
            return maker.get();
        }
        if (now == held.length) {
            held = Arrays.copyOf(held, now * 2);
        }
        T spare = at(now);
        if (spare == null) {
            spare = maker.get();
            held[now] = spare;
        }
        return spare;
    }

    /** The one that was next has an object. */
    public void takes(T next) {
        if (size < held.length && held[size] == next) {
            size++;
        }
    }

    /** The handle of this object that it took last; null where it has none. */
    public @Nullable T find(Object object) {
        for (int i = size - 1; i >= 0; i--) {
            T one = at(i);
            if (one != null && one.is(object)) {
                return one;
            }
        }
        return null;
    }

    /** It let go, and waits to be used again unless it is {@linkplain #drops dropped}; false where it is not here. */
    public boolean gives(T handle) {
        for (int i = size - 1; i >= 0; i--) {
            if (held[i] == handle) {
                size--;
                if (i != size) {
                    System.arraycopy(held, i + 1, held, i, size - i);
                    held[size] = handle;
                }
                return true;
            }
        }
        return false;
    }

    /** It cannot be used again. */
    public void drops(T handle) {
        for (int i = size; i < held.length; i++) {
            if (held[i] == handle) {
                held[i] = null;
            }
        }
    }

    @SuppressWarnings("unchecked") // only what the maker made, or was taken, is here
    private @Nullable T at(int at) {
        return (T) held[at];
    }
}

package dev.seaworthy.sensor.identity;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What we know of one object of the application, found by its identity, without a weak reference for each of the many
 * objects that live for microseconds: a handle holds its object strongly until the agent's thread comes by, within two
 * seconds, and weakly from then on. If that thread does not come, whoever takes hold of the next object loosens the rest
 * ({@link StrongReferences}). One that was let go of before can be used again, so that the repeat path allocates
 * nothing.
 *
 * <p>A handle that is held weakly is never used again: whoever looks at it from another thread first makes it so.
 */
public abstract class WeakHandle {

    private static final AtomicReferenceFieldUpdater<WeakHandle, Object> KEY =
            AtomicReferenceFieldUpdater.newUpdater(WeakHandle.class, Object.class, "key");

    private static final class Weak extends WeakReference<Object> {
        Weak(Object held) {
            super(held);
        }
    }

    /** The object itself, or a {@link Weak}; null where there is none. */
    private volatile @Nullable Object key;

    private boolean strong;
    int hash;

    /** Who sees it held sees all that was written before. */
    public final void take(Object object) {
        hash = System.identityHashCode(object);
        hold(object);
    }

    /** The same for what is not found by its hash, which costs more than all the rest where nobody asked for it before. */
    public final void hold(Object object) {
        KEY.lazySet(this, object);
    }

    public final boolean is(Object object) {
        Object held = key;
        return held == object || held instanceof Weak weak && weak.refersTo(object);
    }

    /** Lets go of the object; false where somebody else did. */
    public final boolean letGo() {
        Object held = KEY.getAndSet(this, null);
        strong = held != null && !(held instanceof Weak);
        return held != null;
    }

    /** Whether the handle, after its end, may be used again for another object; asked by who let go. */
    public final boolean isReusable() {
        return strong;
    }

    /** Holds the object weakly from now on; false where there is none. */
    public final boolean loosen() {
        Object held = key;
        return held instanceof Weak || held != null && KEY.compareAndSet(this, held, new Weak(held));
    }

    /** Whether the object is gone without having been let go of. */
    public final boolean isGone() {
        return key instanceof Weak weak && weak.refersTo(null);
    }

    /** The object; null where there is none, or it is gone. */
    public final @Nullable Object object() {
        Object held = key;
        return held instanceof Weak weak ? weak.get() : held;
    }

    public final boolean isHeld() {
        return key != null;
    }
}

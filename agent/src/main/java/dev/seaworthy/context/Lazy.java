package dev.seaworthy.context;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made at the first need, once. Thread-safe; who comes while it is being made waits. If making it fails,
 * the next one tries again. Not for what is constructed before {@code main}: the lambda costs more than all the rest.
 */
public final class Lazy<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T made;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    public T get() {
        T known = made;
        return known == null ? make() : known;
    }

    /** Null as long as nobody needed it. */
    public @Nullable T ifMade() {
        return made;
    }

    private synchronized T make() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}

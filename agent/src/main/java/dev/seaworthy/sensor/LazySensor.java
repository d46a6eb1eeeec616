package dev.seaworthy.sensor;

import org.jspecify.annotations.Nullable;

/**
 * A sensor whose parts are made with its first event, once, so that none of their classes is loaded before {@code main}.
 *
 * @param <P> what does the sensor's work
 */
public abstract class LazySensor<P> implements Sensor {

    private volatile @Nullable P parts;

    /** Makes the parts; on an application's thread, under a lock: neither waits nor weaves. */
    protected abstract P make();

    protected final P parts() {
        P known = parts;
        return known == null ? makeOnce() : known;
    }

    /** Null as long as there was no event. */
    protected final @Nullable P made() {
        return parts;
    }

    private synchronized P makeOnce() {
        P known = parts;
        if (known == null) {
            known = make();
            parts = known;
        }
        return known;
    }
}

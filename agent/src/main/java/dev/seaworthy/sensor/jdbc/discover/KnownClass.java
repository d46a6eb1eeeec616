package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.sensor.discover.Lineages;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;

/** What is known of one class of drivers or pools. Thread-safe; it is kept in the class itself, so that it goes with it. */
public final class KnownClass {
    /** Whether it is a connection, or that or a pooled connection; and whether a close of its own could be woven. */
    public final boolean isConnection;

    public final boolean isHandedOut;

    public final boolean isWeavable;
    /** Whether physical connections are of this class. */
    public volatile boolean physical;
    /** Whether its close gives a borrowed connection back. */
    volatile boolean lent;
    /** Whether it has its hooks for sure, or one of them was reached. */
    public volatile boolean alive;

    /** Whether drivers' statements, or their result sets, are of this class; a class that is both is woven once. */
    private volatile boolean followed;

    /** Whether it is a pooled connection's; a handle's that statements are followed at; or a resource manager's. */
    volatile boolean pooled;

    volatile boolean handle;
    volatile boolean resource;

    /** Whether a close of whatever is handed out from now on will be seen. */
    public volatile boolean closesSeen;

    /** Whether it is a DataSource from a driver's packages that hands on what another one lends it. */
    volatile boolean handsOn;

    private boolean woven;

    KnownClass(Class<?> type) {
        isConnection = JdbcTypes.isConnectionClass(type);
        isHandedOut = JdbcTypes.isHandedOut(type);
        isWeavable = Lineages.isWeavable(type);
    }

    /** Its close is, or is not, woven since it was loaded. */
    void woven(boolean atLoad) {
        if (atLoad) {
            closesSeen = true;
        }
    }

    /**
     * Whether its first connection is being lent: then it is to be woven.
     *
     * @param isWoven whether its close is, as it was loaded: others that come and go meanwhile are seen, too
     */
    synchronized boolean toLend(boolean isWoven) {
        boolean first = !lent;
        woven(isWoven);
        lent = true;
        return first;
    }

    /** Whether it is seen for the first time as that of a statement or of a result set, and is not woven yet. */
    boolean toFollow() {
        if (followed) {
            return false;
        }
        followed = true;
        return toWeave();
    }

    synchronized boolean toWeave() {
        boolean first = !woven;
        woven = true;
        return first;
    }
}

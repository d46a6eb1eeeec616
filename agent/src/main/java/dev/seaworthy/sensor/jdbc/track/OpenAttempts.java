package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.Attempts;
import dev.seaworthy.sensor.jdbc.discover.Hooks;

/** The attempts to open physical connections. One whose end nobody sees ends with its thread's next call, too. */
public final class OpenAttempts extends Attempts {

    /** A call begins that may open one; those inside it are the same attempt. */
    void begins(ThreadState thread) {
        if (!thread.nest.has(Hooks.OPEN)) {
            ended(thread);
            thread.opening = begin();
            thread.borrow.opened = true;
        }
    }

    /** A call of that thread is over, or its first begins: where it is in none that opens, its attempt has ended. */
    void ended(ThreadState thread) {
        Attempt begun = thread.opening;
        if (begun != null && !thread.nest.has(Hooks.OPEN)) {
            thread.opening = null;
            end(begun);
        }
    }

    /**
     * A DataSource that was taken for a driver's hands on what another one lends it: p6spy's, for one.
     *
     * @param anotherDid whether that other one opened a connection
     */
    void didNotBegin(boolean anotherDid, ThreadState thread) {
        Attempt begun = thread.opening;
        if (thread.nest.has(Hooks.OPEN) || begun == null) {
            return;
        }
        thread.opening = null;
        if (anotherDid) {
            end(begun);
        } else {
            forget(begun);
            thread.borrow.opened = false;
        }
    }
}

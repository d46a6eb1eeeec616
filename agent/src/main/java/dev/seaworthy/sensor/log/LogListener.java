package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * Hears of log events, whatever library writes them. Its class stands in the list of {@link LogEvents}, which makes it with
 * the first event.
 */
interface LogListener {

    /**
     * An event was written, or would have been: {@link LoggedEvent#isWritten}. Runs on the thread that logged it, inside
     * the call, with its unit of work; once an event, however many libraries it passed. Allocates nothing on the repeat path,
     * keeps nothing of the event, and waits for nobody.
     */
    void logged(LoggedEvent event);

    /**
     * A logger got another level while the program runs, or while its logging is set up; on the application's thread.
     *
     * @param library {@code logback} …
     * @param logger empty or {@code ROOT} for the root
     * @param level null = its parent's
     */
    default void levelSet(String library, String logger, @Nullable LogLevel level) {}

    /** About once a second, and once more at the end; agent's thread. */
    default void tick(long now, boolean last) {}
}

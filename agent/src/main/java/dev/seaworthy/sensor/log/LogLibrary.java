package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LogLevel;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One library that writes log events: at which points an event is written, and how to read it. A newcomer is one such
 * class and one line in {@link LogSensor}. Loaded with its first event; thread-safe, and keeps no event.
 *
 * <p>Its points are a constant, so that the compiler copies them and nothing here is loaded before {@code main}. Each is a
 * line: a role; the class; the method, with its descriptor where only one overload is meant; and what it gives, at most
 * three of {@code this} and parameter numbers. A role with a question mark may be absent in some versions.
 * <ul>
 *   <li>{@code around}: the whole way of one event to all that write it, on the thread that logs it, after its level was
 *       checked and before any queue; what it gives is there from its beginning on
 *   <li>{@code begins} and {@code ends}: the same, where what is needed is more than three values: one point for each end
 *   <li>{@code text}: the event is put into words: the method adds them to its first parameter
 *   <li>{@code says}: the event was put into words: the method returns them
 *   <li>{@code writes}: something writes the event, past its own level and filters
 *   <li>{@code over}: the library is shut down
 *   <li>{@code levels}: a logger, the first value, gets another level, the second
 * </ul>
 *
 * <p>What follows is asked when the event has been written, within the method, so that what the library itself has put
 * together is there; the application's arguments are never turned into text.
 */
interface LogLibrary {

    /** What reports call it, such as {@code logback}. */
    String name();

    /** Whether the event passes a level that the library itself checks only after the point; asked as it begins. */
    default boolean passes(LoggedEvent event) {
        return true;
    }

    @Nullable
    String logger(LoggedEvent event);

    /**
     * Whether it is decided as an event begins if its words are heard. If not, an event has only its first value until it
     * ends.
     */
    default boolean hears() {
        return true;
    }

    /** What is asked of every event, all at once, as it ends; {@link Glance#NONE} = each is asked for. */
    default long glance(LoggedEvent event) {
        return Glance.NONE;
    }

    /** Which of the two values is the logger, if all events that it writes have its name; null if that is not certain. */
    default @Nullable Object named(@Nullable Object first, @Nullable Object second) {
        return null;
    }

    @Nullable
    LogLevel level(LoggedEvent event);

    /** As it was written, before arguments were put in. */
    @Nullable
    String message(LoggedEvent event);

    /** The application's own objects; null if there are none. */
    default Object @Nullable [] arguments(LoggedEvent event) {
        return null;
    }

    default @Nullable Throwable thrown(LoggedEvent event) {
        return null;
    }

    /** What the thread's context map (MDC, ThreadContext) holds; null if there is none. */
    default @Nullable Map<?, ?> context(LoggedEvent event) {
        return null;
    }

    /** Whether a key of the event's own key/value pairs passes. */
    default boolean anyKey(LoggedEvent event, Predicate<String> test) {
        return false;
    }

    /** The texts among the values of the event's own key/value pairs, one per line; null if there are none. */
    default @Nullable String values(LoggedEvent event) {
        return null;
    }

    /**
     * The text that the library has put together by now; null if it has not, or keeps it elsewhere.
     *
     * @param heard what was heard at a {@code text} point meanwhile
     */
    default @Nullable String text(LoggedEvent event, @Nullable String heard) {
        return heard;
    }

    /** The logger, or what leads to its configuration; null if the library has nothing that can be read. */
    default @Nullable Object source(LoggedEvent event) {
        return null;
    }

    /** Whether something wrote the event, as far as is known. */
    default boolean isWritten(LoggedEvent event) {
        return true;
    }

    /** The name of a logger that a {@code levels} point gave. */
    default @Nullable String loggerName(@Nullable Object logger) {
        return null;
    }

    /** What a level that a {@code levels} point gave stands for; null = the one of the logger's parent. */
    default @Nullable LogLevel level(@Nullable Object level) {
        return null;
    }
}

package dev.seaworthy.sensor.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What ties the events of one request together: an id that each of them carries, or a word that all of them share and that
 * looks like one. What the words say is known once the request has ended.
 */
final class Ties {

    /** Events that are examined: the others are like these. */
    private static final int MOST_EVENTS = 16;

    private static final int MOST_WORDS = 8;
    private static final int MOST_LOGGERS = 4;
    private static final int LONGEST_TEXT = 2_048;
    private static final long[] NONE = {};

    private final @Nullable LoggerLog[] loggers = new LoggerLog[MOST_LOGGERS];
    private final int[] untied = new int[MOST_LOGGERS];
    private final int[] tied = new int[MOST_LOGGERS];
    private long[] words = NONE;
    private int examined;
    private int silent;

    synchronized void add(LoggedEvent event, LoggerLog logger) {
        int at = examined < MOST_EVENTS ? indexOf(logger) : -1;
        if (at < 0) {
            return;
        }
        examined++;
        if (RequestIds.isTied(event)) {
            tied[at]++;
            return;
        }
        untied[at]++;
        String text = event.text();
        long[] here = words(text == null ? "" : text);
        words = silent++ == 0 ? here : common(words, here);
    }

    private int indexOf(LoggerLog logger) {
        for (int i = 0; i < MOST_LOGGERS; i++) {
            if (loggers[i] == null) {
                loggers[i] = logger;
            }
            if (loggers[i] == logger) {
                return i;
            }
        }
        return -1;
    }

    /** The logger with the most events; empty if there is none. */
    synchronized String loudest() {
        int most = 0;
        String name = "";
        for (int i = 0; i < MOST_LOGGERS; i++) {
            LoggerLog logger = loggers[i];
            if (logger != null && tied[i] + untied[i] > most) {
                most = tied[i] + untied[i];
                name = logger.name;
            }
        }
        return name;
    }

    /** The request has ended. */
    synchronized void settle() {
        if (silent == 1 && words.length > 0) {
            return; // an id of the request, or of what it is about: one event does not tell
        }
        for (int i = 0; i < MOST_LOGGERS; i++) {
            LoggerLog logger = loggers[i];
            if (logger != null) {
                logger.inRequests.add(tied[i] + untied[i]);
                logger.tied.add(tied[i] + (words.length > 0 ? untied[i] : 0));
                logger.requests.increment();
            }
        }
    }

    /** Hashes of the words that look like ids. */
    private static long[] words(String text) {
        long[] found = NONE;
        int end = Math.min(text.length(), LONGEST_TEXT);
        int from = 0;
        for (int i = 0; i <= end && found.length < MOST_WORDS; i++) {
            char c = i < end ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
                continue;
            }
            if (RequestIds.looksLikeId(text, from, i)) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = hash(text, from, i);
            }
            from = i + 1;
        }
        return found;
    }

    private static long hash(String text, int from, int to) {
        long hash = 17;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return hash;
    }

    private static long[] common(long[] some, long[] others) {
        long[] both = NONE;
        for (long one : some) {
            for (long other : others) {
                if (one == other) {
                    both = Arrays.copyOf(both, both.length + 1);
                    both[both.length - 1] = one;
                    break;
                }
            }
        }
        return both;
    }
}

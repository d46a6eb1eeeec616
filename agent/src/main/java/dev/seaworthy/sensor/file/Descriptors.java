package dev.seaworthy.sensor.file;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How many file descriptors the process has open, and may have; known on Linux only. Agent's thread. */
final class Descriptors {

    private static final long EVERY_MILLIS = 30_000;
    private static final int PERCENT = 80;

    private long lookedAt;
    private long used;
    private long limit;

    /** As it was a little while ago; 0 = not known. */
    long used() {
        return used;
    }

    /** The soft limit; 0 = not known, or there is none. */
    long limit() {
        return limit;
    }

    /** Whether more than {@value #PERCENT} % are in use; looks at most every {@value #EVERY_MILLIS} ms. */
    boolean isNearlyUsedUp(long now) {
        if (now - lookedAt < EVERY_MILLIS) {
            return false;
        }
        lookedAt = now;
        limit = readLimit();
        String[] open = limit == 0 ? null : new File("/proc/self/fd").list();
        used = open == null ? 0 : open.length;
        return limit > 0 && used * 100 > limit * PERCENT;
    }

    private static long readLimit() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new FileInputStream("/proc/self/limits"), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Max open files")) {
                    String[] words = line.trim().split("\\s+");
                    return Long.parseLong(words[3]);
                }
            }
        } catch (IOException | RuntimeException unknown) {
            // no such file, or no limit
        }
        return 0;
    }
}

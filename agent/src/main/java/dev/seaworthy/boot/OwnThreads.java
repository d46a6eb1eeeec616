package dev.seaworthy.boot;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own threads, for what they cost. The kernel keeps the account; {@code java.lang.management} would, too, but
 * starting it costs more than all that it could tell, and may be the application's to start. Linux only. Thread-safe.
 */
final class OwnThreads {

    /** A few threads serve the endpoint, one judges, one ends the JVM. */
    private static final int MOST = 32;

    /** What {@code USER_HZ} is on every architecture that runs a JVM. */
    private static final long TICK_MILLIS = 10;

    /** In a line of {@code stat}, counted behind the name: state is 0. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private final File self;
    private final Map<File, Long> cpuMillis = new LinkedHashMap<>();

    OwnThreads() {
        this(new File("/proc/thread-self"));
    }

    /** @param self the kernel's link to the calling thread */
    OwnThreads(File self) {
        this.self = self;
    }

    /** Counts the calling thread from now on. */
    void add() {
        try {
            File own = self.getCanonicalFile();
            File stat = new File(own, "stat");
            synchronized (cpuMillis) {
                if (cpuMillis.size() < MOST && stat.canRead()) {
                    cpuMillis.put(stat, 0L);
                }
            }
        } catch (IOException unknown) {
            // its time is not told
        }
    }

    /** Processor time of all of them so far, in milliseconds; -1 where it cannot be told. */
    long cpuMillis() {
        synchronized (cpuMillis) {
            long sum = 0;
            for (Map.Entry<File, Long> thread : cpuMillis.entrySet()) {
                long now = cpuMillis(thread.getKey());
                // A thread that has ended has its last account.
                thread.setValue(Math.max(now, thread.getValue()));
                sum += thread.getValue();
            }
            return cpuMillis.isEmpty() ? -1 : sum;
        }
    }

    private static long cpuMillis(File stat) {
        String line = line(stat);
        if (line == null) {
            return 0;
        }
        // The name stands in brackets and may hold blanks and brackets itself.
        String[] fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ");
        try {
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) * TICK_MILLIS;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException strange) {
            return 0;
        }
    }

    private static @Nullable String line(File stat) {
        try (InputStream in = new FileInputStream(stat)) {
            return new String(in.readNBytes(4_096), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return null;
        }
    }
}

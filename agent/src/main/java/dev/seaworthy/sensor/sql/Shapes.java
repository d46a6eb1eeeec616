package dev.seaworthy.sensor.sql;

import dev.seaworthy.context.Drops;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of SQL texts. A text that was seen lately costs one look-up, without keeping the text: of two texts that
 * share length, hash and a sample of their characters the second would be taken for the first. Thread-safe, bounded.
 */
public final class Shapes {

    private static final int TEXTS = 1 << 12;
    private static final int PROBES = 4;
    private static final int MOST = 2_000;
    private static final int SAMPLED = 16;

    private final AtomicReferenceArray<@Nullable Known> texts = new AtomicReferenceArray<>(TEXTS);
    private final ConcurrentHashMap<Long, Shape> shapes = new ConcurrentHashMap<>();

    private final Drops drops;

    private record Known(long print, int length, Shape shape) {}

    public Shapes(Drops drops) {
        this.drops = drops;
    }

    public Shape of(@Nullable String sql) {
        if (sql == null) {
            return Shape.UNKNOWN;
        }
        long print = print(sql);
        int start = (int) (print ^ print >>> 32);
        int free = -1;
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & TEXTS - 1;
            Known known = texts.get(at);
            if (known == null) {
                free = at;
                break;
            }
            if (known.print == print && known.length == sql.length()) {
                return known.shape;
            }
        }
        Shape shape = intern(SqlText.read(sql));
        // The newest replace the oldest, so that a flood of texts only costs the reading of each.
        int at = free >= 0 ? free : start + (int) (print >>> 40 & PROBES - 1) & TEXTS - 1;
        texts.set(at, new Known(print, sql.length(), shape));
        return shape;
    }

    private Shape intern(Shape read) {
        Shape known = shapes.get(read.key());
        if (known != null) {
            return known;
        }
        if (shapes.size() >= MOST) {
            drops.dropped("jdbc.shapes", 1);
            return Shape.UNKNOWN;
        }
        Shape other = shapes.putIfAbsent(read.key(), read);
        return other == null ? read : other;
    }

    /** 64 bits that tell texts of one length apart. */
    public static long print(String sql) {
        long hash = sql.hashCode();
        int length = sql.length();
        long sample = length;
        int step = Math.max(1, length / SAMPLED);
        for (int i = 0; i < length; i += step) {
            sample = sample * 1099511628211L + sql.charAt(i);
        }
        hash = (hash << 32 ^ sample) * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 29;
    }
}

package dev.seaworthy.sensor.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reduces a bound object to 64 bits, at once. Calls no method of an application's own class. */
public final class ValueHash {

    private static final long NULL = 0x5EA_0000_0000_0000L;

    private ValueHash() {}

    /** Equal values of the JDK's value types give equal bits; all values of another class give the same. */
    public static long hash(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text) {
            return (long) text.hashCode() << 32 ^ text.length() ^ tail(text);
        }
        if (value instanceof Long number) {
            return number;
        }
        Class<?> type = value.getClass();
        if (isValue(value, type)) {
            return (long) value.hashCode() * 0x9E3779B97F4A7C15L
                    ^ type.getName().hashCode();
        }
        return type.getName().hashCode();
    }

    /** A second, independent look at a text. */
    private static long tail(String text) {
        long hash = 7;
        for (int i = Math.max(0, text.length() - 8); i < text.length(); i++) {
            hash = hash * 65_599 + text.charAt(i);
        }
        return hash << 20;
    }

    private static boolean isValue(Object value, Class<?> type) {
        if (type.getClassLoader() != null && !type.getName().startsWith("java.sql.")) {
            return false;
        }
        return value instanceof Number && (type.getName().startsWith("java.lang.") || isBig(type))
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof UUID
                || value instanceof Temporal
                || value instanceof Date;
    }

    private static boolean isBig(Class<?> type) {
        return type == BigDecimal.class || type == BigInteger.class;
    }
}

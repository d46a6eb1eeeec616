package dev.seaworthy.sensor.sql;

import org.jspecify.annotations.Nullable;

/**
 * One kind of statement: its text without literals, and what the text says. Immutable; equal texts share one.
 *
 * @param text at most 300 characters: literals and lists of them are {@code ?}, without comments, single spaces,
 *     keywords as written. Ends with {@code …} where it was cut
 * @param key hash of the whole text without literals, unlike {@code text} never cut
 * @param table the first table written, or read where none is written; lower case, without quotes and schema; empty
 *     where none was found
 * @param limited whether {@code LIMIT}, {@code FETCH FIRST}, {@code TOP}, {@code ROWNUM} or {@code OFFSET} bounds it
 * @param where whether it has a {@code WHERE}
 * @param aggregate whether all it selects are aggregates, so that it has one row
 * @param metadata whether it asks the database about itself, or only whether it is there ({@code SELECT 1})
 * @param literal whether the text, as run, holds a string or number literal
 * @param lasting whether it takes what lasts as long as its connection: {@code LISTEN}, an advisory lock
 * @param object what DDL changes: {@code table orders}, {@code index orders_ix}; empty where it is none
 */
public record Shape(
        String text,
        long key,
        Verb verb,
        String table,
        boolean limited,
        boolean where,
        boolean aggregate,
        boolean metadata,
        boolean literal,
        boolean lasting,
        String object) {

    /** Stands for all shapes beyond the bound, and for what no text is known of: nothing is known of them. */
    public static final Shape UNKNOWN = new Shape("", 0, Verb.OTHER, "", false, false, false, false, false, false, "");

    public boolean isKnown() {
        return this != UNKNOWN;
    }

    /** Shapes are shared: two of the same text are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return (int) (key ^ key >>> 32);
    }
}

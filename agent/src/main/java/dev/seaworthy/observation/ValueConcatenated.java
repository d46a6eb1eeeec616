package dev.seaworthy.observation;

/**
 * A statement's text held a value that came with the request, as a literal or as a part of it.
 *
 * @param route the request's route
 * @param sql normalised text without literals
 * @param source where in the request it came from: {@code parameter q}, {@code path}, {@code header x-shop}, {@code cookie lang}, {@code body}
 * @param numeric whether the value is a number
 * @param literal whether it stood in a literal; else it was a keyword, an identifier or a whole statement
 * @param listed whether the program itself holds the same word as a constant, so that it may have been looked up
 * @param value one-way print of the value, to tell different ones apart
 */
@Sense(value = "jdbc.concatenation", missing = "no request value was seen in a statement's text")
public record ValueConcatenated(
        Origin origin,
        Database database,
        String route,
        String sql,
        String source,
        boolean numeric,
        boolean literal,
        boolean listed,
        long value)
        implements JdbcObservation {}

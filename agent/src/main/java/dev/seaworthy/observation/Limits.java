package dev.seaworthy.observation;

/**
 * The limits that were in force for a call.
 *
 * @param connect time to get a connection to the other side
 * @param read time to wait for the next bytes of the answer, or for its head
 * @param whole time for the call as a whole, connection and answer
 * @param lease time to wait for a connection of the client's pool
 * @param bounded whether the code around the call bounds it from outside ({@code orTimeout}, {@code get(timeout)} …)
 * @param headOnly whether the limit of the call as a whole ends with the head of the answer, and nothing bounds the body
 */
public record Limits(Limit connect, Limit read, Limit whole, Limit lease, boolean bounded, boolean headOnly) {

    public static final Limits UNKNOWN =
            new Limits(Limit.NOTHING_KNOWN, Limit.NOTHING_KNOWN, Limit.NOTHING_KNOWN, Limit.NOTHING_KNOWN, false);

    /** Limits that cover bodies. */
    public Limits(Limit connect, Limit read, Limit whole, Limit lease, boolean bounded) {
        this(connect, read, whole, lease, bounded, false);
    }

    /** The limit that a connection attempt meets first. */
    public Limit connecting() {
        return first(connect);
    }

    /** The limit that the wait for an answer meets first. */
    public Limit answering() {
        return first(read);
    }

    /**
     * The longest time that anything may take, 0 if no limit is known; milliseconds.
     *
     * @param streaming whether the answer may take as long as it likes
     */
    public long longest(boolean streaming) {
        long connects = connecting().isFinite() ? connecting().millis() : 0;
        return Math.max(
                connects, answering().isFinite() && !streaming ? answering().millis() : 0);
    }

    private Limit first(Limit part) {
        return whole.isFinite() && (!part.isFinite() || whole.millis() < part.millis()) ? whole : part;
    }
}

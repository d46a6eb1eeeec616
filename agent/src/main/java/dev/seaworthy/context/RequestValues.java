package dev.seaworthy.context;

/** What came with the request of a unit, read from the server's own object only when it is asked for. */
public interface RequestValues {

    /** Takes the values, one by one. */
    interface Visitor {
        /**
         * One value, decoded.
         *
         * @param source what messages call it: {@code parameter q}, {@code path}, {@code body}
         * @param key the source, and for a path or body also which part of it
         */
        void value(String source, String key, String value);
    }

    /**
     * Hands over what is known by now, to whoever works for the request; where a server uses its object again for the next
     * one, to the thread that began it only. Once the request has ended, nothing. Reads nothing that the application has not
     * read.
     */
    void each(Visitor visitor);
}

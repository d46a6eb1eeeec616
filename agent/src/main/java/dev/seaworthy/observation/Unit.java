package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * The unit of work that something was seen in; immutable, shared by all observations of that unit.
 *
 * @param id unique in this process, above 0; {@link #NONE} has 0
 * @param kind what the unit is
 * @param sent what the client sends with it, null if that can be no file
 * @param route which kind of unit it is, with whatever looks like an identifier or a secret left out: of a request
 *     {@code GET /orders/{}}, of a message its queue or topic, of a scheduled run its job; empty if nothing says so
 */
public record Unit(long id, Kind kind, @Nullable Payload sent, String route) {

    /** No unit of work is visible; the life of the resource itself counts as one. */
    public static final Unit NONE = new Unit(0, Kind.NONE, null, "");

    public Unit(long id, Kind kind, boolean upload) {
        this(id, kind, upload, "");
    }

    public Unit(long id, Kind kind, boolean upload, String route) {
        this(id, kind, upload ? Payload.UNKNOWN : null, route);
    }

    /** Whether the request carries a file (multipart or a binary body), as far as its type says. */
    public boolean upload() {
        return sent != null && sent.isLikely();
    }

    /** What began the unit. */
    public enum Kind {
        REQUEST,
        /** One message that was delivered. */
        MESSAGE,
        /** The messages that one poll returned: as many pieces of work as there were messages. */
        BATCH,
        /** One run of a job that a scheduler starts. */
        SCHEDULE,
        /** A task of an executor or a timer that no other unit handed over. */
        TASK,
        NONE
    }

    /** Whether a unit of work is visible at all. */
    public boolean isVisible() {
        return kind != Kind.NONE;
    }

    public boolean isRequest() {
        return kind == Kind.REQUEST;
    }

    /** Whether it is work of its own that no caller waits for: messages and scheduled runs. */
    public boolean isJob() {
        return kind == Kind.MESSAGE || kind == Kind.BATCH || kind == Kind.SCHEDULE;
    }
}

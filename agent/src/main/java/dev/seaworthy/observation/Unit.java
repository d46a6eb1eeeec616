package dev.seaworthy.observation;

/**
 * The unit of work that something was seen in; immutable, shared by all observations of that unit.
 *
 * @param id unique in this process, above 0; {@link #NONE} has 0
 * @param kind what the unit is
 * @param upload whether the request carries a file (multipart or a binary body)
 * @param route which kind of request it is, {@code GET /orders/{}}: the method, and the path with whatever looks like an
 *     identifier or a secret left out; empty where it is no request, or its server does not tell
 */
public record Unit(long id, Kind kind, boolean upload, String route) {

    /** No unit of work is visible; the life of the resource itself counts as one. */
    public static final Unit NONE = new Unit(0, Kind.NONE, false, "");

    public Unit(long id, Kind kind, boolean upload) {
        this(id, kind, upload, "");
    }

    /** What began the unit. */
    public enum Kind {
        REQUEST,
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
}

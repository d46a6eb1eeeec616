package dev.seaworthy.sensor.http;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/** Takes what the points of one client library hand over: see {@link dev.seaworthy.sensor.http.client.Client}. */
final class Library implements Receiver {

    private static final int AROUND = 0;
    private static final int SENDS = 1;
    private static final int OPENS = 2;
    private static final int ENDS = 3;
    private static final int DONE = 4;
    private static final int WIRE = 5;
    private static final int HEADER = 6;
    private static final int JOINS = 7;
    private static final int MADE = 8;
    private static final int CLOSES = 9;
    private static final int FREES = 10;
    private static final int LEASES = 11;
    private static final int PHYSICAL = 12;
    private static final int USES = 13;
    private static final int NOTES = 14;
    private static final int TIMES = 15;
    private static final int KEEPS = 16;

    /** The roles' first letters. */
    private static final String ROLES = "asoedwhjmcflpuntk";

    private final HttpSensor sensor;
    private final int number;

    Library(HttpSensor sensor, int number) {
        this.sensor = sensor;
        this.number = number;
    }

    /** The hook of the line that begins at {@code from}. */
    Hook hook(String name, String points, int from) {
        int role = ROLES.indexOf(points.charAt(from));
        Hook hook = Hook.written(name, points, from, this, role);
        return switch (role) {
            case DONE, WIRE, HEADER, CLOSES, FREES -> hook.atEntry();
            case MADE, USES, NOTES, KEEPS -> hook.atExit();
            case OPENS -> hook.atEntry().atThrow();
            case ENDS -> hook.atExit().atThrow();
            default -> hook.atEntry().atExit().atThrow();
        };
    }

    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Traffic traffic = sensor.traffic();
        Party party = traffic.party(number);
        switch (point) {
            case ENTER + AROUND -> traffic.begins(party, a, b, c);
            case EXIT + AROUND -> traffic.answered(party, outcome, a, b, c);
            case ENTER + SENDS -> traffic.sends(party, a, b, c);
            case EXIT + SENDS -> traffic.sent(party, outcome, a, b, c);
            case ENTER + OPENS -> traffic.opens(party, a, b, c);
            case EXIT + ENDS -> traffic.ends(party, outcome, a, b, c);
            case THROWN + AROUND, THROWN + SENDS, THROWN + OPENS, THROWN + ENDS -> {
                if (outcome instanceof Throwable thrown) {
                    traffic.failed(party, thrown, point == THROWN + OPENS, a, b, c);
                }
            }
            case ENTER + DONE -> traffic.done(party, a, b, c);
            case ENTER + WIRE -> traffic.wire(party, a, b, c);
            case EXIT + USES -> traffic.uses(party, outcome, a, b);
            case EXIT + NOTES -> party.client.notes(outcome, a, b, c);
            case ENTER + HEADER -> traffic.header(a, b, c);
            case ENTER + JOINS -> traffic.joins().begins(traffic.known(party, a, b, c));
            case ENTER + TIMES -> {
                party.client.times(a, b, c);
                traffic.bounds().waitBegins(a, traffic.joins().isOwn(a), b, c);
                traffic.joins().begins(traffic.known(party, a, b, c));
            }
            case EXIT + TIMES, THROWN + TIMES -> {
                traffic.joins().ends();
                traffic.bounds().waitEnds(b, c);
            }
            case EXIT + JOINS, THROWN + JOINS -> traffic.joins().ends();
            case EXIT + MADE -> traffic.clients().made(party.client, outcome, a, b, c);
            case ENTER + CLOSES -> traffic.clients().closes(party.client, a);
            case EXIT + KEEPS -> traffic.clients().keeps(party.client, a, traffic.known(party, a, b, c));
            case ENTER + FREES -> traffic.clients().frees(party.client, a);
            case ENTER + LEASES -> traffic.clients().leases();
            case ENTER + PHYSICAL -> traffic.clients().begins();
            case EXIT + LEASES -> traffic.clients().leased(party.client, false, a, b, c);
            case THROWN + LEASES -> traffic.clients().leased(party.client, true, a, b, c);
            case EXIT + PHYSICAL -> traffic.clients().connected(party.client, false, a, b, c);
            case THROWN + PHYSICAL -> traffic.clients().connected(party.client, true, a, b, c);
            default -> {}
        }
    }
}

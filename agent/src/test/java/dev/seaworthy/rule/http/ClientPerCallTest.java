package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ClientMade;
import dev.seaworthy.observation.ClientMade.Fate;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientPerCallTest {

    private static final Place LINE = new Place("com.acme.Shop", "order", "Shop.java", 31);

    private final ClientPerCall rule = new ClientPerCall();
    private final Noted noted = new Noted();
    private Site site = new Site(LINE, true, List.of(LINE));
    private Phase phase = Phase.REQUEST;
    private Unit.Kind kind = Unit.Kind.REQUEST;
    private String host = "pay.test";
    private Fate fate = Fate.COLLECTED;
    private int live = 3;
    private int uses = 1;
    private boolean shared;

    private void made(int unit, long millis) {
        Unit in = kind == Unit.Kind.NONE ? Unit.NONE : new Unit(unit, kind, false);
        Target target = host.isEmpty() ? null : new Target("https", host, 443, HostClass.PUBLIC, false);
        rule.inspect(
                new ClientMade(new Origin(millis, phase, in, site, 1), "OkHttp", target, uses, shared, fate, live),
                noted);
    }

    private List<Found> made(int clients) {
        for (int i = 1; i <= clients; i++) {
            made(i, i * 1_000L);
        }
        return noted.found;
    }

    @Test
    void flags_the_fifth_request_that_makes_its_own() {
        assertThat(made(4)).isEmpty();
        made(5, 5_000);

        assertThat(noted.found).hasSize(1);
        Found found = noted.found.get(0);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.target()).isEqualTo("https://pay.test:443");
        assertThat(found.message())
                .isEqualTo("5 requests within 60 s made a client each, for one call, and did not close it; 3 are"
                        + " still open");
    }

    @Test
    void flags_clients_that_are_closed_as_medium() {
        fate = Fate.CLOSED;
        uses = 2;
        kind = Unit.Kind.SCHEDULE;

        Found found = made(5).get(0);
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.message())
                .isEqualTo("5 jobs within 60 s made a client each, for 2 calls, so that each call pays for a new"
                        + " connection");
    }

    @Test
    void flags_a_loop_in_a_program_without_units_that_calls_one_server() {
        phase = Phase.JOB;
        kind = Unit.Kind.NONE;

        assertThat(made(5)).hasSize(1);
        assertThat(noted.found.get(0).message()).startsWith("5 clients were made within 60 s, each for one call");
    }

    @Test
    void stays_silent_about_a_program_without_units_that_calls_many_servers() {
        kind = Unit.Kind.NONE;
        for (int i = 0; i < 20; i++) {
            host = "host" + i + ".test";
            made(i, i);
        }
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_clients_of_one_piece_of_work() {
        for (int i = 0; i < 20; i++) {
            made(7, i);
        }
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_clients_that_come_seldom() {
        for (int i = 0; i < 20; i++) {
            made(i, i * 20_000L);
        }
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_clients_that_are_kept() {
        shared = true;
        made(1, 1);
        shared = false;
        assertThat(made(10)).isEmpty();
    }

    @Test
    void stays_silent_about_a_few_that_may_be_kept_for_tenants() {
        fate = Fate.KEPT;
        live = 49;
        assertThat(made(49)).isEmpty();
    }

    @Test
    void flags_so_many_open_ones_that_no_cache_explains_them() {
        fate = Fate.KEPT;
        live = 50;
        assertThat(made(4)).isEmpty();
        made(5, 5_000);

        assertThat(noted.found.get(0).message())
                .isEqualTo("5 requests within 60 s made a client each, for one call, and did not close it; 50 are"
                        + " still open");
    }

    @Test
    void counts_those_that_are_gone_apart_from_those_that_are_not() {
        fate = Fate.KEPT;
        made(4);
        fate = Fate.COLLECTED;
        assertThat(made(4)).isEmpty();
        made(5, 5_000);
        assertThat(noted.found).hasSize(1);
    }

    @Test
    void withdraws_what_turns_out_to_be_kept() {
        assertThat(made(5)).hasSize(1);
        shared = true;
        made(6, 6_000);
        assertThat(noted.resolved).hasSize(1);
    }

    @Test
    void stays_silent_about_start_up_tests_and_clients_without_calls_or_place() {
        phase = Phase.STARTUP;
        made(10);
        phase = Phase.REQUEST;
        host = "";
        made(10);
        host = "pay.test";
        site = Site.UNKNOWN;
        made(10);
        site = new Site(LINE, true, List.of(LINE, new Place("org.junit.Runner", "run", null, 1)));
        assertThat(made(10)).isEmpty();
    }

    @Test
    void is_bounded() {
        kind = Unit.Kind.NONE;
        for (int i = 0; i < 600; i++) {
            host = "host" + i + ".test";
            made(i, i);
        }
        assertThat(noted.dropped).isEqualTo(88);
    }
}

package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionLeased;
import dev.seaworthy.observation.ConnectionsUsed;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.ResponseLeft;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionNotReusedTest {

    private static final Place LINE = new Place("com.acme.Shop", "order", "Shop.java", 31);
    private static final Site SITE = new Site(LINE, true, List.of(LINE));
    private static final Target TARGET = new Target("https", "pay.test", 443, HostClass.PUBLIC, false);

    private final ConnectionNotReused rule = new ConnectionNotReused();
    private final Noted noted = new Noted();
    private boolean async;
    private Phase phase = Phase.REQUEST;
    private int failed;
    private int fresh;
    private int peak = 1;
    private int known = 10;
    private int closing;

    private Origin at(long millis) {
        return new Origin(millis, phase, Unit.NONE, SITE, 0);
    }

    private void used(long millis, int calls, int connections) {
        rule.inspect(
                new ConnectionsUsed(
                        at(millis),
                        "OkHttp",
                        TARGET,
                        List.of(SITE),
                        async,
                        calls,
                        failed,
                        connections,
                        fresh,
                        peak,
                        known,
                        closing),
                noted);
    }

    private Found only() {
        assertThat(noted.found).hasSize(1);
        return noted.found.get(0);
    }

    private void left(int times) {
        for (int i = 0; i < times; i++) {
            rule.inspect(new ResponseLeft(at(i), "OkHttp", TARGET, false), noted);
        }
    }

    private void waited(long millis) {
        rule.inspect(new ConnectionLeased(at(1), "OkHttp", TARGET, millis * 1_000_000, false, 2, 20, 2, 1, 200), noted);
    }

    @Test
    void flags_calls_that_open_a_connection_each() {
        used(0, 10, 10);
        used(25_000, 10, 9);

        assertThat(only().isConfirmed()).isTrue();
        assertThat(only().severity()).isNull();
        assertThat(only().message()).isEqualTo("19 of 20 calls within 60 s opened a new connection");
        assertThat(only().evidence()).containsEntry("projected-millis-per-call", 180);
    }

    @Test
    void flags_them_at_the_end_however_short_the_program() {
        async = true;
        used(0, 20, 20);
        assertThat(noted.found).isEmpty();
        rule.conclude(noted);
        assertThat(only().isConfirmed()).isTrue();
    }

    @Test
    void flags_a_server_that_closes_as_info() {
        closing = 8;
        used(0, 30, 30);
        rule.conclude(noted);

        assertThat(only().variant()).isEqualTo("server-closes");
        assertThat(only().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void suspects_if_no_answer_could_be_looked_at() {
        known = 0;
        used(0, 30, 30);
        rule.conclude(noted);
        assertThat(only().isConfirmed()).isFalse();
    }

    @Test
    void stays_silent_about_connections_that_are_used_again() {
        used(0, 30, 25);
        used(61_000, 19, 19);
        rule.conclude(noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_calls_that_all_needed_one_at_once() {
        peak = 25;
        used(0, 30, 30);
        rule.conclude(noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_clients_of_one_call_each_and_about_failures() {
        fresh = 30;
        used(0, 30, 30);
        rule.conclude(noted);
        fresh = 0;
        failed = 10;
        used(100_000, 30, 30);
        rule.conclude(noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_before_and_after_the_work() {
        phase = Phase.STARTUP;
        used(0, 30, 30);
        left(5);
        phase = Phase.SHUTDOWN;
        used(0, 30, 30);
        rule.conclude(noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void flags_five_responses_that_were_left_open() {
        left(5);

        assertThat(noted.found).hasSize(5);
        assertThat(noted.found.get(3).isConfirmed()).isFalse();
        Found found = noted.found.get(4);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.variant()).isEqualTo("response-not-closed");
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.message())
                .isEqualTo("5 responses were neither read to the end nor closed when the work was over, and keep their"
                        + " connections");
    }

    @Test
    void flags_one_that_lets_others_wait() {
        waited(1_500);
        left(1);

        assertThat(only().isConfirmed()).isTrue();
        assertThat(only().message())
                .isEqualTo("A response was neither read to the end nor closed when the work was over, and keeps its"
                        + " connection; other calls already wait for one");
    }

    @Test
    void withdraws_responses_that_somebody_closes_in_the_end() {
        left(5);
        rule.inspect(new ResponseLeft(at(9), "OkHttp", TARGET, true), noted);
        assertThat(noted.resolved).hasSize(1);
        left(5);
        assertThat(noted.found).hasSize(5);
    }

    @Test
    void stays_silent_about_short_waits() {
        waited(900);
        assertThat(noted.found).isEmpty();
    }
}

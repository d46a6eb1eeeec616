package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PeerTrusted;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustAllTlsTest {

    private final TrustAllTls rule = new TrustAllTls();
    private final Noted noted = new Noted();

    private static Site site(String around) {
        Place place = new Place("com.acme.Http", "client", "Http.java", 12);
        return new Site(place, true, List.of(place, new Place(around, "run", null, 1)));
    }

    private Found judged(Site site, boolean hostNames, String host, long times) {
        Origin origin = new Origin(1_000, Phase.STARTUP, Unit.NONE, site, 1);
        rule.inspect(
                new PeerTrusted(origin, hostNames, "com.acme.Http$1", host, 443, Hosts.classify(host), times), noted);
        return noted.found.get(noted.found.size() - 1);
    }

    private Found judged(boolean hostNames, String host, long times) {
        return judged(site("com.acme.Main"), hostNames, host, times);
    }

    @Test
    void flags_a_manager_that_was_only_set_up_as_suspected() {
        Found found = judged(false, "", 0);

        assertThat(found.isConfirmed()).isFalse();
        assertThat(found.message()).endsWith("no handshake was seen so far");
        assertThat(found.target()).isEqualTo("com.acme.Http$1");
    }

    @Test
    void flags_a_handshake_with_another_machine() {
        judged(false, "", 0);
        assertThat(judged(false, "pay.test", 1).occurrences())
                .as("the one that was suspected")
                .isZero();
        Found found = judged(false, "orders.svc.cluster.local", 2);

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isNull();
        assertThat(found.message()).contains("3 handshakes so far, the latest with orders.svc.cluster.local:443");
        assertThat(found.evidence().get("peers")).isEqualTo(List.of("pay.test:443", "orders.svc.cluster.local:443"));
        assertThat(found.occurrences()).isEqualTo(2);
    }

    @Test
    void flags_host_names_that_are_not_checked_with_a_fix_of_its_own() {
        Found found = judged(true, "pay.test", 1);

        assertThat(found.variant()).isEqualTo("host-name");
        assertThat(found.fix()).startsWith("Remove the host-name verifier");
        assertThat(judged(Site.UNKNOWN, true, "pay.test", 1).fix()).startsWith("Remove the option");
    }

    @Test
    void flags_this_machine_alone_as_low() {
        assertThat(judged(false, "localhost", 1).severity()).isEqualTo(Severity.LOW);
        assertThat(judged(false, "127.0.0.1", 1).severity()).isEqualTo(Severity.LOW);
        assertThat(judged(true, "host.docker.internal", 1).severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void stays_silent_above_low_in_tests() {
        Site test = site("org.junit.platform.commons.util.ReflectionUtils");

        assertThat(judged(test, false, "pay.test", 1).severity()).isEqualTo(Severity.LOW);
        assertThat(judged(test, true, "", 0).severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void stays_silent_about_what_the_url_of_a_database_decides() {
        Place place = new Place("com.acme.Dao", "find", "Dao.java", 12);
        for (Place driver : List.of(
                new Place("org.postgresql.Driver", "connect", null, 1),
                new Place("org.postgresql.Driver$ConnectThread", "run", null, 1),
                new Place("java.sql.DriverManager", "getConnection", null, 1))) {
            Origin origin = new Origin(1_000, Phase.JOB, Unit.NONE, new Site(place, false, List.of(driver, place)), 1);
            rule.inspect(new PeerTrusted(origin, false, "x.Y", "db.test", 5432, Hosts.classify("db.test"), 1), noted);
        }

        assertThat(noted.found).isEmpty();
    }
}

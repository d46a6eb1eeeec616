package dev.seaworthy.sensor.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PeerTrusted;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a trust manager that is blind, or is not. */
class GivenTest {

    private static final Peer DATABASE = new Peer("DB.acme.com", 5432);

    private final List<PeerTrusted> told = new ArrayList<>();
    private long dropped;
    private final Observations observations = new Observations() {
        @Override
        public void add(Observation seen) {
            told.add((PeerTrusted) seen);
        }

        @Override
        public void count(String sense, long more) {
            dropped += more;
        }
    };
    private final Setting setting =
            new Setting(new Origin(7, Phase.STARTUP, Unit.NONE, Site.UNKNOWN, 0), false, "com.acme.TrustAll");
    private final Given given = new Given(Object.class, this, setting);

    @Test
    void tells_of_a_blind_one_once_and_of_each_peer_with_its_handshakes() {
        given.verdict = Given.Verdict.BLIND;
        given.met(DATABASE);
        given.met(DATABASE);
        given.tell(observations);
        given.met(DATABASE);
        given.tell(observations);
        given.tell(observations);

        assertThat(told).extracting(PeerTrusted::host).containsExactly("", "db.acme.com", "db.acme.com");
        assertThat(told).extracting(PeerTrusted::times).containsExactly(0L, 2L, 1L);
        assertThat(told.get(1).port()).isEqualTo(5432);
        assertThat(told.get(1).hostClass()).isNotEqualTo(HostClass.LOOPBACK);
        assertThat(told.get(1).by()).isEqualTo("com.acme.TrustAll");
    }

    @Test
    void tells_nothing_before_the_verdict_and_keeps_the_peers_until_then() {
        given.met(DATABASE);
        given.tell(observations);
        assertThat(told).isEmpty();

        given.verdict = Given.Verdict.BLIND;
        given.tell(observations);
        assertThat(told).extracting(PeerTrusted::times).containsExactly(0L, 1L);
    }

    @Test
    void wakes_the_agent_once_until_it_has_told_and_never_for_one_that_checks() {
        assertThat(given.met(DATABASE)).isTrue();
        assertThat(given.met(DATABASE)).isFalse();
        given.tell(observations);
        assertThat(given.met(DATABASE)).isTrue();

        Given checks = new Given(Object.class, this, setting);
        checks.verdict = Given.Verdict.CHECKS;
        assertThat(checks.met(DATABASE)).isFalse();
        checks.tell(observations);
        assertThat(told).isEmpty();
    }

    @Test
    void counts_the_handshakes_with_more_peers_than_there_is_room_for() {
        given.verdict = Given.Verdict.BLIND;
        for (int i = 0; i < 20; i++) {
            given.met(new Peer("db" + i + ".acme.com", 5432));
        }
        given.tell(observations);
        assertThat(told).hasSize(1 + 16);
        assertThat(dropped).isEqualTo(4);
    }
}

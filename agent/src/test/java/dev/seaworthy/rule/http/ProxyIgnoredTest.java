package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.ProxyPassed;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyIgnoredTest {

    private final ProxyIgnored rule = new ProxyIgnored();

    private static ProxyPassed passed(CallSent call) {
        return new ProxyPassed(call.origin(), call.target(), "HTTPS_PROXY", "proxy:3128");
    }

    private List<Found> judged(Object... seen) {
        Noted noted = new Noted();
        for (Object one : seen) {
            rule.inspect((dev.seaworthy.observation.Observation) one, noted);
        }
        return noted.found;
    }

    @Test
    void flags_a_direct_way() {
        CallSent call = Seen.to("https://pay.test").call();
        List<Found> found = judged(passed(call), call);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).isConfirmed()).isTrue();
        assertThat(found.get(0).severity()).isNull();
        assertThat(found.get(0).target()).isEqualTo("https://pay.test:443");
        assertThat(found.get(0).message()).startsWith("HTTPS_PROXY names a proxy for this host");
        assertThat(found.get(0).evidence().get("proxy")).isEqualTo("proxy:3128");
    }

    @Test
    void flags_a_direct_way_that_is_closed_as_high() {
        CallSent refused = Seen.to("https://pay.test").ended(Outcome.REFUSED).call();
        CallSent failed = Seen.to("https://pay.test").ended(Outcome.FAILED).call();
        List<Found> found = judged(passed(refused), refused, failed);

        assertThat(found).hasSize(3);
        assertThat(found.get(1).severity()).isEqualTo(Severity.HIGH);
        assertThat(found.get(1).message()).endsWith("and the connection was refused");
        assertThat(found.get(1).occurrences()).isZero();
        assertThat(found.get(2).message()).endsWith("and the call failed");
    }

    @Test
    void stays_silent_about_calls_that_went_another_way() {
        CallSent other = Seen.to("https://other.test").ended(Outcome.REFUSED).call();

        assertThat(judged(other)).isEmpty();
        assertThat(judged(passed(Seen.to("https://pay.test").call()), other)).hasSize(1);
    }

    @Test
    void stays_silent_without_anything_seen() {
        assertThat(judged(Seen.to("https://pay.test").call())).isEmpty();
    }
}

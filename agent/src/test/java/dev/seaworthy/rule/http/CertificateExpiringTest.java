package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CertificateSeen;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CertificateExpiringTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long DAY = 24 * HOUR;

    private boolean own;
    private boolean made;
    private boolean refused;

    private List<Found> judged(long age, long left) {
        Origin origin = new Origin(NOW, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 1);
        Noted noted = new Noted();
        new CertificateExpiring()
                .inspect(new CertificateSeen(origin, own, made, "pay.test:443", NOW - age, NOW + left, refused), noted);
        return noted.found;
    }

    private Found only(long age, long left) {
        List<Found> found = judged(age, left);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).isConfirmed()).isTrue();
        return found.get(0);
    }

    @Test
    void flags_a_certificate_by_the_days_that_are_left() {
        assertThat(only(60 * DAY, 29 * DAY).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(only(60 * DAY, 7 * DAY).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(only(60 * DAY, 7 * DAY - 1).severity()).isEqualTo(Severity.HIGH);
        assertThat(only(60 * DAY, 5 * DAY).message()).isEqualTo("The server's certificate expires in 5 days");
        assertThat(only(60 * DAY, 30 * HOUR).message()).isEqualTo("The server's certificate expires in 30 hours");
        assertThat(only(60 * DAY, 10).message()).isEqualTo("The server's certificate expires in 1 hour");
    }

    @Test
    void flags_an_expired_certificate_whether_or_not_it_was_refused() {
        assertThat(only(60 * DAY, -2 * DAY).severity()).isEqualTo(Severity.BLOCKER);
        assertThat(only(60 * DAY, -2 * DAY).message()).isEqualTo("The server's certificate expired 2 days ago");
        refused = true;
        assertThat(only(60 * DAY, -2 * DAY).message())
                .isEqualTo("The server's certificate expired 2 days ago, so handshakes with it fail");
    }

    @Test
    void flags_the_own_certificate_as_a_variant() {
        own = true;

        assertThat(only(60 * DAY, 5 * DAY).variant()).isEqualTo("own");
        assertThat(only(60 * DAY, 5 * DAY).message()).startsWith("The certificate that this process shows");
    }

    @Test
    void flags_a_short_lived_certificate_in_its_last_fifth() {
        assertThat(only(7 * DAY, DAY).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void stays_silent_about_a_short_lived_certificate_before_that() {
        assertThat(judged(HOUR, 8 * DAY - HOUR)).isEmpty();
        assertThat(judged(6 * DAY, 2 * DAY)).isEmpty();
    }

    @Test
    void stays_silent_about_what_ends_later() {
        assertThat(judged(DAY, 30 * DAY)).isEmpty();
        assertThat(judged(DAY, 90 * DAY)).isEmpty();
    }

    @Test
    void stays_silent_about_what_the_process_made_itself() {
        made = true;

        assertThat(judged(0, 20 * DAY)).isEmpty();
    }
}

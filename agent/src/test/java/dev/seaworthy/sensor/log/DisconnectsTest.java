package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class DisconnectsTest {

    @Test
    void knows_a_client_that_went_away() {
        assertThat(Disconnects.isClientGone(new IOException("Broken pipe"), 0)).isTrue();
        assertThat(Disconnects.isClientGone(new IOException("sendAddress(..) failed: Broken pipe"), 0))
                .isTrue();
        assertThat(Disconnects.isClientGone(new SocketException("Connection reset by peer"), 0))
                .isTrue();
        assertThat(Disconnects.isClientGone(new IllegalStateException(new ClosedChannelException()), 3))
                .isTrue();
    }

    @Test
    void blames_no_client_for_what_may_be_somebody_elses() {
        assertThat(Disconnects.isClientGone(new SocketException("Connection reset"), 1))
                .isFalse();
        assertThat(Disconnects.isClientGone(new IOException("disk full"), 0)).isFalse();
        assertThat(Disconnects.isClientGone(new IOException((String) null), 0)).isFalse();
        assertThat(Disconnects.isClientGone(new IllegalStateException("Broken pipe"), 0))
                .isFalse();
    }
}

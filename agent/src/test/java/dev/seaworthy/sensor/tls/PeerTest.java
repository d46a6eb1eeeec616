package dev.seaworthy.sensor.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** Names the server of the JDK's own engines and sockets, without a connection. */
class PeerTest {

    private static SSLEngine engine(boolean client) throws NoSuchAlgorithmException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("db.acme.com", 5432);
        engine.setUseClientMode(client);
        return engine;
    }

    @Test
    void names_the_server_that_a_client_s_engine_was_made_for() throws NoSuchAlgorithmException {
        assertThat(Peer.of(engine(true))).isEqualTo(new Peer("db.acme.com", 5432));
        assertThat(Peer.during(engine(true))).isEqualTo(new Peer("db.acme.com", 5432));
    }

    @Test
    void has_no_name_for_the_other_side_of_a_server() throws NoSuchAlgorithmException {
        assertThat(Peer.of(engine(false))).isNull();
    }

    @Test
    void has_no_name_where_the_engine_got_none() throws NoSuchAlgorithmException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        assertThat(Peer.of(engine)).isNull();
    }

    @Test
    void asks_nothing_of_a_socket_that_has_not_begun_to_shake_hands() throws Exception {
        try (Socket socket = SSLSocketFactory.getDefault().createSocket()) {
            assertThat(Peer.during(socket)).isNull();
        }
        assertThat(Peer.of(new Object())).isNull();
        assertThat(Peer.of(null)).isNull();
    }
}

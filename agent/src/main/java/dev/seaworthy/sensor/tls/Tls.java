package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** What is kept of TLS; made with the first event. */
final class Tls {

    private static final String OPTION = "jdk.internal.httpclient.disableHostnameVerification";

    final Trusts trusts;
    final Certificates certificates;

    Tls(Surroundings surroundings, Observations observations, Late late) {
        trusts = new Trusts(surroundings, observations, late);
        certificates = new Certificates(surroundings, observations);
    }

    /** A context was set up; those of other providers than the JDK's are not heard of otherwise. */
    void initialised(@Nullable Object context, @Nullable Object managers) {
        if (context instanceof SSLContext made && !made.getProvider().getName().equals("SunJSSE")) {
            trusts.context(context, managers);
        }
    }

    /** A client's or server's socket has its session. */
    static void shaken(@Nullable Object socket) {
        int port = socket instanceof Socket one ? one.getPort() : 0;
        Handshakes.RECENT.ended(port, Peer.of(socket), socket);
    }

    /** A connection, of a socket or an engine, has its session. */
    void finished(@Nullable Object connection) {
        Handshakes.RECENT.ended(0, null, null);
        trusts.finished(connection);
    }

    /** The JDK's HTTP client made an engine for a connection. */
    void engine(@Nullable Object made) {
        if (Option.SET && made instanceof SSLEngine engine) {
            String host = engine.getPeerHost();
            if (host != null) {
                trusts.option(OPTION, new Peer(host, Math.max(0, engine.getPeerPort())));
            }
        }
    }

    /** Read once, as the client does. */
    private static final class Option {
        static final boolean SET = isSet();

        private static boolean isSet() {
            String value = System.getProperty(OPTION);
            return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
        }
    }
}

package dev.seaworthy.sensor.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection leads to, by the name that its client used; never by resolving an address.
 *
 * @param host lower or upper case, as it was used
 * @param port 0 if unknown
 */
record Peer(String host, int port) {

    /** The server that a client's socket or engine has shaken hands with; null if it is a server's own, or has no name. */
    static @Nullable Peer of(@Nullable Object transport) {
        return server(transport, false);
    }

    /** The same in the middle of a handshake, when asking for the session would wait for its end. */
    static @Nullable Peer during(@Nullable Object transport) {
        return server(transport, true);
    }

    private static @Nullable Peer server(@Nullable Object transport, boolean shaking) {
        if (transport instanceof SSLEngine engine) {
            String host = engine.getUseClientMode() ? engine.getPeerHost() : null;
            return host == null ? null : new Peer(host, Math.max(0, engine.getPeerPort()));
        }
        // Only of the JDK's own sockets is it sure that nobody waits.
        boolean ours = transport instanceof SSLSocket && transport.getClass().getClassLoader() == null;
        if (!ours || !(transport instanceof SSLSocket socket) || !socket.getUseClientMode()) {
            return null;
        }
        SSLSession session = shaking ? socket.getHandshakeSession() : socket.getSession();
        String host = session == null ? null : session.getPeerHost();
        return host == null ? null : new Peer(host, Math.max(0, socket.getPort()));
    }
}

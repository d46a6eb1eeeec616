package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/** Learns the TCP ports that this process listens on. Sockets bound by native transports are not seen. */
public final class PortSensor implements Sensor {

    private static final String[] STAND_INS = {
        "com.github.tomakehurst.wiremock.",
        "org.wiremock.",
        "okhttp3.mockwebserver.",
        "mockwebserver3.",
        "org.mockserver."
    };

    /** Before a first request can come, all hooks are to be in place. */
    private static final long PATIENCE_MILLIS = 250;

    private final Surroundings surroundings;
    private final Late late;

    public PortSensor(Surroundings surroundings, Late late) {
        this.surroundings = surroundings;
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        table.add(bind("java/net/ServerSocket"));
        table.add(bind("sun/nio/ch/ServerSocketChannelImpl"));
        table.add(bind("sun/nio/ch/AsynchronousServerSocketChannelImpl"));
    }

    private Hook bind(String owner) {
        // Whatever it returns; the overload with one parameter ends in this one.
        String result = owner.startsWith("java/net/")
                ? "V"
                : owner.endsWith("/ServerSocketChannelImpl")
                        ? "Ljava/nio/channels/ServerSocketChannel;"
                        : "Ljava/nio/channels/AsynchronousServerSocketChannel;";
        return Hook.on("server.bind", owner, "bind", "(Ljava/net/SocketAddress;I)" + result, this, 0)
                .give(Hook.SELF)
                .atExit();
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        int port = port(a);
        if (a == null || port <= 0) {
            return;
        }
        late.hurry(PATIENCE_MILLIS);
        surroundings.units().listening();
        surroundings.ports().add(port, a, isStandIn(surroundings.sites().walk()));
    }

    private static boolean isStandIn(Site site) {
        for (String standIn : STAND_INS) {
            if (site.passes(standIn)) {
                return true;
            }
        }
        return false;
    }

    private static int port(@Nullable Object socket) {
        try {
            if (socket instanceof ServerSocket) {
                return ((ServerSocket) socket).getLocalPort();
            }
            SocketAddress address = socket instanceof ServerSocketChannel
                    ? ((ServerSocketChannel) socket).getLocalAddress()
                    : socket instanceof AsynchronousServerSocketChannel
                            ? ((AsynchronousServerSocketChannel) socket).getLocalAddress()
                            : null;
            return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : 0;
        } catch (IOException closedAlready) {
            return 0;
        }
    }
}

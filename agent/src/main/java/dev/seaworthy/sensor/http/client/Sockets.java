package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.observation.Limit;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The JDK's sockets, below every client that opens its connections in Java: no client, but new connections are counted here. */
public final class Sockets implements Client {

    public static final String POINTS = """
            =http.socket
            physical java/net/Socket connect(Ljava/net/SocketAddress;I)V this,0,1
            physical sun/nio/ch/SocketChannelImpl connect(Ljava/net/SocketAddress;)Z this,0
            """;

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return false;
    }

    @Override
    public @Nullable InetSocketAddress peer(@Nullable Object a, @Nullable Object address, @Nullable Object c) {
        return address instanceof InetSocketAddress peer ? peer : null;
    }

    @Override
    public boolean limits(CallLimits limits, @Nullable Object a, @Nullable Object address, @Nullable Object millis) {
        if (millis instanceof Integer limit) {
            limits.connect(limit == 0 ? Limit.UNLIMITED : limit, Limit.By.UNKNOWN);
        }
        return true;
    }
}

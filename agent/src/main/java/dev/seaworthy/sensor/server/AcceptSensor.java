package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Connections that the process accepts: the end of STARTUP for servers whose requests cannot be seen. */
public final class AcceptSensor implements Sensor {

    private final Units units;

    public AcceptSensor(Surroundings surroundings) {
        units = surroundings.units();
    }

    @Override
    public void hooks(HookTable table) {
        table.add(Hook.on("server.accept", "java/net/ServerSocket", "accept", "()Ljava/net/Socket;", this, 0)
                .atExit());
        table.add(Hook.on(
                        "server.accept",
                        "sun/nio/ch/ServerSocketChannelImpl",
                        "accept",
                        "()Ljava/nio/channels/SocketChannel;",
                        this,
                        0)
                .atExit());
    }

    @Override
    public void exit(int op, @Nullable Object accepted, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (accepted != null) {
            units.accepted();
        }
    }
}

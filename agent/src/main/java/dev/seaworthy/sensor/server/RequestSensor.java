package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Requests of servers, by the descriptions of their libraries: see {@link Server}. */
public final class RequestSensor implements Sensor {

    private static final int AROUND = 0;
    private static final int ENDS = 1;
    private static final int MADE = 2;
    private static final int READS = 3;
    private static final int TELLS = 4;
    private static final int HANDS = 5;

    /** Their first letters. */
    private static final String ROLES = "aemrth";

    private static final int MOST = 6;

    private static final int TOMCAT = 0;
    private static final int JDK = 1;
    private static final int JETTY = 2;
    private static final int UNDERTOW = 3;
    private static final int HELIDON = 4;
    private static final int GRPC = 5;
    private static final int NETTY = 6;
    private static final int NETTY_HTTP2 = 7;
    static final int SERVERS = 8;
    private static final int HANDED_PATHS = SERVERS;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Units units;
    private final Drops drops;
    /** Loaded with the first request, not before main. */
    private volatile @Nullable Arrivals arrivals;

    public RequestSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        units = surroundings.units();
        drops = surroundings.drops();
    }

    @Override
    public void hooks(HookTable table) {
        add(table, TOMCAT, "server.Tomcat", Tomcat.POINTS);
        add(table, JDK, "server.JdkHttpServer", JdkServer.POINTS);
        add(table, JETTY, "server.Jetty", Jetty.POINTS);
        add(table, UNDERTOW, "server.Undertow", Undertow.POINTS);
        add(table, HELIDON, "server.Helidon", Helidon.POINTS);
        add(table, GRPC, "server.gRPC", Grpc.POINTS);
        // Their classes are those of clients, too: that they are there does not make the program a server.
        add(table, NETTY, "runtime.netty-http", Netty.POINTS);
        add(table, NETTY_HTTP2, "runtime.netty-http2", NettyHttp2.POINTS);
        add(table, HANDED_PATHS, "file.handed", HandedPaths.POINTS);
    }

    static Server describe(int server, Drops drops) {
        return switch (server) {
            case TOMCAT -> new Tomcat();
            case JDK -> new JdkServer();
            case JETTY -> new Jetty(drops);
            case UNDERTOW -> new Undertow();
            case HELIDON -> new Helidon();
            case GRPC -> new Grpc(drops);
            case NETTY -> new Netty();
            default -> new NettyHttp2(drops);
        };
    }

    private void add(HookTable table, int server, String name, String points) {
        for (int from = 0; from < points.length(); from = points.indexOf('\n', from) + 1) {
            int role = ROLES.indexOf(points.charAt(from));
            Hook hook = Hook.written(name, points, from, this, server * MOST + role);
            switch (role) {
                case AROUND -> hook.atEntry().atExit().atThrow();
                case ENDS, TELLS, HANDS -> hook.atEntry();
                default -> hook.atExit();
            }
            table.add(server == NETTY || server == NETTY_HTTP2 ? hook.movable() : hook);
        }
    }

    @Override
    public void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op % MOST == HANDS) {
            surroundings.handedFiles().add(a);
            return;
        }
        Arrivals all = arrivals();
        Server server = all.server(op / MOST);
        switch (op % MOST) {
            case AROUND -> all.enter(server, a, b, c);
            case TELLS -> all.tells(server, a, b, c);
            default -> all.ends(server, a, b, c);
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        switch (op % MOST) {
            case AROUND -> arrivals().leave(op / MOST, null, a, b, c);
            case MADE -> arrivals().server(op / MOST).made(a, b);
            default -> arrivals().reads(arrivals().server(op / MOST), result, a, b, c);
        }
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        arrivals().leave(op / MOST, thrown, a, b, c);
    }

    @Override
    public void tick(long now, boolean last) {
        Arrivals known = arrivals;
        if (known != null) {
            known.tick(now, last);
            Requests.tick(drops);
        }
    }

    private Arrivals arrivals() {
        Arrivals known = arrivals;
        if (known == null) {
            synchronized (this) {
                known = arrivals;
                if (known == null) {
                    known = new Arrivals(units, drops, new Queries(surroundings, observations));
                    arrivals = known;
                }
            }
        }
        return known;
    }
}

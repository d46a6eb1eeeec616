package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Drops;

/** The client libraries that are known: a newcomer is one line in each of the two lists, in the same order. */
public final class Clients {

    /** The points of each, in the order of their numbers. */
    public static final String POINTS = UrlConnection.POINTS
            + NetHttp.POINTS
            + OkHttp.POINTS
            + Apache5.POINTS
            + Sockets.POINTS
            + Apache4.POINTS
            + Apache4Async.POINTS
            + Apache5Async.POINTS
            + Commons3.POINTS
            + OkHttp2.POINTS
            + SpringJdk.POINTS
            + Methanol.POINTS
            + Jodd.POINTS
            + Jetty.POINTS
            + AsyncHttp.POINTS
            + ReactorNetty.POINTS
            + AwsNetty.POINTS
            + Vertx.POINTS
            + Grpc.POINTS
            + Mail.POINTS;

    /** How many there may be. */
    public static final int MOST = 128;

    private Clients() {}

    /**
     * @param number which one, from 0 in the order of {@link #POINTS}
     * @param drops counts what it cannot remember
     */
    public static Client describe(int number, Drops drops) {
        return switch (number) {
            case 0 -> new UrlConnection(drops);
            case 1 -> new NetHttp();
            case 2 -> new OkHttp(drops);
            case 3 -> new Apache5(drops);
            case 4 -> new Sockets();
            case 5 -> new Apache4();
            case 6 -> new Apache4Async(drops);
            case 7 -> new Apache5Async(drops);
            case 8 -> new Commons3();
            case 9 -> new OkHttp2(drops);
            case 10 -> new SpringJdk(drops);
            case 11 -> new Methanol();
            case 12 -> new Jodd();
            case 13 -> new Jetty(drops);
            case 14 -> new AsyncHttp(drops);
            case 15 -> new ReactorNetty(drops);
            case 16 -> new AwsNetty();
            case 17 -> new Vertx(drops);
            case 18 -> new Grpc(drops);
            case 19 -> new Mail();
            default -> throw new IllegalArgumentException("no client has number " + number);
        };
    }
}

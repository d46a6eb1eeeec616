package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Lazy;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;

/** The readers of the two clients, each made at its first call: an image without java.net.http must not load its one. */
final class Clients {

    private final Calls calls;
    private final Lazy<UrlCalls> url;
    private final Lazy<NetHttpCalls> net;

    Clients(Surroundings surroundings, Observations observations, Late late) {
        Calls all = new Calls(surroundings, observations);
        calls = all;
        url = new Lazy<>(() -> new UrlCalls(all, new Credentials(surroundings, late)));
        net = new Lazy<>(() -> new NetHttpCalls(all, new Credentials(surroundings, late), late));
    }

    UrlCalls url() {
        return url.get();
    }

    NetHttpCalls net() {
        return net.get();
    }

    Bounds bounds() {
        return calls.bounds();
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        calls.tell(now, last);
    }
}

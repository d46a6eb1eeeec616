package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import org.jspecify.annotations.Nullable;

/** The readers of the two clients, each made at its first call: an image without java.net.http must not load its one. */
final class Clients {

    private final Calls calls;
    private final Surroundings surroundings;
    private final Late late;
    private volatile @Nullable UrlCalls url;
    private volatile @Nullable NetHttpCalls net;

    Clients(Calls calls, Surroundings surroundings, Late late) {
        this.calls = calls;
        this.surroundings = surroundings;
        this.late = late;
    }

    UrlCalls url() {
        UrlCalls known = url;
        return known == null ? makeUrl() : known;
    }

    NetHttpCalls net() {
        NetHttpCalls known = net;
        return known == null ? makeNet() : known;
    }

    private synchronized UrlCalls makeUrl() {
        UrlCalls known = url;
        if (known == null) {
            known = new UrlCalls(calls, new Credentials(surroundings, late));
            url = known;
        }
        return known;
    }

    private synchronized NetHttpCalls makeNet() {
        NetHttpCalls known = net;
        if (known == null) {
            known = new NetHttpCalls(calls, new Credentials(surroundings, late), late);
            net = known;
        }
        return known;
    }
}

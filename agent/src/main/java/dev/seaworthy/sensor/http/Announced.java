package dev.seaworthy.sensor.http;

import dev.seaworthy.context.RemoteCalls;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;

/** Reads of a call what others may want to know of it. */
final class Announced {

    private Announced() {}

    static void url(RemoteCalls calls, Object opened) {
        if (opened instanceof HttpURLConnection connection) {
            URL url = connection.getURL();
            int port = url.getPort() >= 0 ? url.getPort() : url.getDefaultPort();
            begin(calls, opened, url.getProtocol(), url.getHost(), port, connection.getRequestMethod());
        }
    }

    private static void begin(RemoteCalls calls, Object what, String scheme, String host, int port, String method) {
        calls.begin("http", System.identityHashCode(what), scheme, host, port, changes(method));
    }

    private static boolean changes(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
            default -> true;
        };
    }

    /** Loaded with the first call of that client: an image may lack its module. */
    static final class Net {
        private Net() {}

        static void request(RemoteCalls calls, Object asked) {
            if (!(asked instanceof HttpRequest request)) {
                return;
            }
            URI uri = request.uri();
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme != null && host != null) {
                int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equalsIgnoreCase("https") ? 443 : 80;
                begin(calls, asked, scheme, host, port, request.method());
            }
        }
    }
}

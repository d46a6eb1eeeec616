package dev.seaworthy.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a request: its first line and two of its headers.
 *
 * @param method empty where the request cannot be understood
 * @param path without query
 * @param host the {@code Host} header, null where there is none or more than one
 * @param authorization the {@code Authorization} header, null where there is none
 */
record HttpRequest(
        String method,
        String path,
        @Nullable String host,
        @Nullable String authorization) {

    static final int LONGEST = 16_384;
    private static final int DRAINED = 65_536;
    private static final HttpRequest UNREADABLE = new HttpRequest("", "", null, null);

    /**
     * Reads up to the empty line.
     *
     * @param until epoch milliseconds after which it is given up
     */
    static HttpRequest read(Socket socket, long until) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        while (length < LONGEST) {
            long left = until - System.currentTimeMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the request took too long");
            }
            socket.setSoTimeout((int) Math.min(left, Endpoint.LIFE_MILLIS));
            int more = in.read(bytes, length, LONGEST - length);
            if (more < 0) {
                throw new IOException("the client went away");
            }
            length += more;
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                end = text.indexOf("\n\n");
            }
            if (end >= 0) {
                return parse(text.substring(0, end));
            }
        }
        return UNREADABLE;
    }

    /** Takes what else was sent, so that closing does not reset the connection before the answer is read. */
    void drain(Socket socket) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(200);
        byte[] rest = new byte[4_096];
        int taken = 0;
        try {
            for (int more = 0;
                    more >= 0 && taken < DRAINED;
                    more = socket.getInputStream().read(rest)) {
                taken += more;
            }
        } catch (SocketTimeoutException enough) {
            // the client keeps its side open: it has had its answer
        }
    }

    private static HttpRequest parse(String head) {
        String[] lines = head.split("\r?\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3 || !first[1].startsWith("/") || !first[2].startsWith("HTTP/1.")) {
            return UNREADABLE;
        }
        String host = null;
        String authorization = null;
        int hosts = 0;
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("host")) {
                host = lines[i].substring(colon + 1).trim();
                hosts++;
            } else if (name.equals("authorization")) {
                authorization = lines[i].substring(colon + 1).trim();
            }
        }
        int query = first[1].indexOf('?');
        String path = query < 0 ? first[1] : first[1].substring(0, query);
        return new HttpRequest(first[0], path, hosts == 1 ? host : null, authorization);
    }
}

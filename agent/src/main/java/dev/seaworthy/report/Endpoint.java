package dev.seaworthy.report;

import dev.seaworthy.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own HTTP endpoint: GET and HEAD, one request a connection, on a few daemon threads.
 *
 * <p>It listens on a plain {@link ServerSocket}, not on {@code com.sun.net.httpserver}, on purpose: that server's limits
 * on time are system properties that the application's own HttpServer would feel, it reads {@code System.Logger} (and
 * with it the application's log set-up) when it is made, its module may be missing, and it costs 220 to 475 ms.
 *
 * <p>Bounds: {@value #THREADS} connections at once, {@value #BACKLOG} waiting, {@value #LIFE_MILLIS} ms for each from
 * start to end, requests of {@value HttpRequest#LONGEST} bytes.
 */
public final class Endpoint implements Reporter {

    static final int LIFE_MILLIS = 10_000;
    private static final int THREADS = 3;
    private static final int BACKLOG = 20;
    private static final int MOST_FAILURES = 100;

    private final ServerSocket server;
    private final String host;
    private final Gate gate;
    private final Pages pages;
    private final Runnable ours;
    private final List<Open> open = new ArrayList<>();
    private volatile boolean closed;

    private record Open(Socket socket, long until) {}

    private Endpoint(ServerSocket server, String host, Gate gate, Pages pages, Runnable ours) {
        this.server = server;
        this.host = host;
        this.gate = gate;
        this.pages = pages;
        this.ours = ours;
    }

    /**
     * Begins to listen.
     *
     * @param ours each thread of the endpoint calls it first: marks the thread as the agent's own
     * @param warn takes one line when the port cannot be had
     * @return null where the setting {@code http.port} is {@code off} or the port cannot be had
     */
    public static @Nullable Endpoint open(Settings settings, Pages pages, Runnable ours, Consumer<String> warn) {
        int port = (int) settings.number("http.port");
        if (port < 0) {
            return null;
        }
        String host = String.valueOf(settings.get("http.host"));
        ServerSocket server = null;
        try {
            InetAddress address = InetAddress.getByName(host);
            server = new ServerSocket();
            server.bind(new InetSocketAddress(address, port), BACKLOG);
            Gate gate = new Gate(host, address.isLoopbackAddress(), settings.get("http.token"));
            Endpoint endpoint = new Endpoint(server, host, gate, pages, ours);
            endpoint.start();
            return endpoint;
        } catch (IOException | RuntimeException refused) {
            warn.accept("no endpoint for metrics: " + host + ":" + port + " cannot be bound (" + refused.getMessage()
                    + "); set http.port to a free port, 0 for any, or off");
            closeQuietly(server);
            return null;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** {@code http://127.0.0.1:9477}. */
    public String url() {
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port();
    }

    /** Ends connections whose time is over: a client that does not read would hold its thread for ever. */
    @Override
    public void tick(long nowMillis) {
        synchronized (open) {
            for (Open connection : open) {
                if (nowMillis >= connection.until) {
                    closeQuietly(connection.socket);
                }
            }
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
        closed = true;
        closeQuietly(server);
        tick(Long.MAX_VALUE);
    }

    private void start() {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(null, this::serve, "seaworthy-http-" + i, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Endpoint.class.getClassLoader());
            thread.start();
        }
    }

    private void serve() {
        ours.run();
        int failures = 0;
        while (!closed && failures < MOST_FAILURES) {
            try (Socket socket = server.accept()) {
                failures = 0;
                Open connection = new Open(socket, System.currentTimeMillis() + LIFE_MILLIS);
                synchronized (open) {
                    open.add(connection);
                }
                try {
                    answer(socket, connection.until);
                } finally {
                    synchronized (open) {
                        open.remove(connection);
                    }
                }
            } catch (IOException gone) {
                failures++; // out of descriptors, or closed: a hundred times in a row is enough
            } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failed) {
                failures++;
            }
        }
    }

    private void answer(Socket socket, long until) throws IOException {
        HttpRequest request = HttpRequest.read(socket, until);
        HttpResponse response = gate.refusal(request);
        if (response == null) {
            response = pages.get(request.path());
        }
        response.write(socket.getOutputStream(), !request.method().equals("HEAD"));
        request.drain(socket);
    }

    private static void closeQuietly(@Nullable AutoCloseable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (Exception closing) {
                // it is gone either way
            }
        }
    }
}

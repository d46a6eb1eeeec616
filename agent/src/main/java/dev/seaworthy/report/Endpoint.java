package dev.seaworthy.report;

import dev.seaworthy.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own HTTP endpoint: GET and HEAD, one request a connection, on three daemon threads. One listens to all
 * clients and never waits for one of them; one answers with numbers, which are short; one answers with pages. So a scrape
 * waits neither for clients that say nothing nor for those that do not read.
 *
 * <p>It listens on a plain {@link ServerSocket}, not on {@code com.sun.net.httpserver}, on purpose: that server's limits
 * on time are system properties that the application's own HttpServer would feel, it reads {@code System.Logger} (and
 * with it the application's log set-up) when it is made, its module may be missing, and it costs 220 to 475 ms. Nor on
 * {@code java.nio.channels}, whose provider the application may have replaced: the listening thread asks each socket
 * what has come instead.
 *
 * <p>Bounds: {@value Clients#MOST} connections at once, where the oldest without a request makes room for a new one,
 * {@value #BACKLOG} waiting, {@value #LIFE_MILLIS} ms for each from start to end, requests of
 * {@value RequestHead#LONGEST} bytes.
 */
public final class Endpoint implements Reporter {

    static final int LIFE_MILLIS = 10_000;
    private static final int BACKLOG = 50;
    private static final int LONGEST_PAUSE_MILLIS = 32;

    private final ServerSocket server;
    private final String host;
    private final Gate gate;
    private final Pages pages;
    private final ThreadFactory threads;
    private final LongSupplier clock;
    private final BlockingQueue<Runnable> numbers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> texts = new LinkedBlockingQueue<>();
    private final Clients clients;
    private volatile boolean closed;

    private Endpoint(
            ServerSocket server, String host, Gate gate, Pages pages, ThreadFactory threads, LongSupplier clock) {
        this.server = server;
        this.host = host;
        this.gate = gate;
        this.pages = pages;
        this.threads = threads;
        this.clock = clock;
        this.clients = new Clients(clock, this::take);
    }

    /**
     * Begins to listen.
     *
     * @param threads makes threads of the agent's own
     * @param warn takes one line when the port cannot be had
     * @return null if the setting {@code http.port} is {@code off} or the port cannot be had
     */
    public static @Nullable Endpoint open(
            Settings settings, Pages pages, ThreadFactory threads, Consumer<String> warn) {
        return open(settings, pages, threads, warn, () -> System.nanoTime() / 1_000_000);
    }

    /** The same by another clock, in milliseconds. */
    static @Nullable Endpoint open(
            Settings settings, Pages pages, ThreadFactory threads, Consumer<String> warn, LongSupplier clock) {
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
            Endpoint endpoint = new Endpoint(server, host, gate, pages, threads, clock);
            endpoint.start();
            return endpoint;
        } catch (IOException | RuntimeException refused) {
            warn.accept(trouble(host, port, refused));
            closeQuietly(server);
            return null;
        }
    }

    /** What is wrong: with the host's name, with whose address it is, or with the port. */
    private static String trouble(String host, int port, Exception refused) {
        String why = String.valueOf(refused.getMessage());
        if (refused instanceof UnknownHostException) {
            return "no report page and no metrics: '" + host + "' in setting 'http.host' cannot be resolved;"
                    + " set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0";
        }
        if (why.contains("assign requested address")) {
            return "no report page and no metrics: '" + host + "' in setting 'http.host' is not an address of this"
                    + " machine; set it to one, such as 127.0.0.1 or 0.0.0.0";
        }
        return "no report page and no metrics: cannot bind " + host + ":" + port + " (" + why
                + "); set http.port to a free port, 0 for any, or off";
    }

    /** The port that it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** {@code http://127.0.0.1:9477}. */
    public String url() {
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port();
    }

    /** Whether it serves the report, too, and not only numbers. */
    public boolean servesPages() {
        return gate.servesPages();
    }

    /** How many clients there are. */
    int clients() {
        return clients.held();
    }

    @Override
    public void tick(long nowMillis) {}

    @Override
    public void finish() {}

    @Override
    public void close() {
        closed = true;
        closeQuietly(server);
        numbers.add(() -> {});
        texts.add(() -> {});
    }

    private void start() {
        start(0, this::listen);
        start(1, () -> work(numbers));
        start(2, () -> work(texts));
    }

    private void start(int number, Runnable work) {
        Thread thread = threads.newThread(work);
        thread.setName("seaworthy-http-" + number);
        thread.start();
    }

    private void work(BlockingQueue<Runnable> queue) {
        while (!closed) {
            try {
                queue.take().run();
            } catch (InterruptedException nobodyElsesThread) {
                // an application that interrupts every thread it finds means its own
            } catch (Throwable failed) {
                // the next answer may fare better
            }
        }
    }

    private void listen() {
        int pause = 0;
        int failures = 0;
        while (!closed) {
            try {
                boolean busy = clients.accept(server, pause);
                busy |= clients.look(!busy);
                pause = busy ? 1 : Math.min(pause * 2 + 1, LONGEST_PAUSE_MILLIS);
                failures = 0;
            } catch (Throwable failed) {
                clients.letGo(); // mostly out of descriptors
                rest(Math.min(1_000, 10 * ++failures));
            }
        }
        clients.close();
    }

    private void take(Connection connection, HttpRequest request) {
        HttpResponse refusal = gate.refusal(request);
        BlockingQueue<Runnable> queue = refusal != null || Pages.isShort(request.path()) ? numbers : texts;
        connection.queue(queue);
        queue.add(() -> answer(connection, request, refusal));
    }

    private void answer(Connection connection, HttpRequest request, @Nullable HttpResponse refusal) {
        try {
            connection.answer(request, refusal == null ? pages.get(request.path(), request.query()) : refusal, clock);
        } catch (Throwable failed) {
            connection.close();
        }
    }

    static void rest(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException nobodyElsesThread) {
            // an application that interrupts every thread it finds means its own
        }
    }

    static void closeQuietly(@Nullable AutoCloseable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (Exception closing) {
                // it is gone either way
            }
        }
    }
}

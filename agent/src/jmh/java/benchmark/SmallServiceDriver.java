package benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts a {@link SmallService} in a JVM of its own, is the neighbor that it calls, and sends it requests over four
 * connections. Arguments: the command of that JVM. Prints its processor time: until its first answer in milliseconds, then
 * microseconds per request, over the first 20,000 requests and over 20,000 after 50,000.
 */
public final class SmallServiceDriver {

    private static final int CLIENTS = 4;
    private static final int FIRST = Integer.getInteger("first", 20_000);
    private static final int WARM = Integer.getInteger("warm", 50_000);
    private static final int HOT = Integer.getInteger("hot", 20_000);
    private static final int SECONDS = 60;

    private SmallServiceDriver() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        ServerSocket neighbor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(neighbor, threads));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(args));
        command.addAll(
                List.of("benchmark.SmallService", Integer.toString(port), Integer.toString(neighbor.getLocalPort())));
        Process service = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await(port);
            visit(threads, port, 0, 1);
            long start = cpu(port);
            visit(threads, port, 1, FIRST);
            long first = cpu(port);
            visit(threads, port, FIRST, WARM);
            long warm = cpu(port);
            visit(threads, port, WARM, WARM + HOT);
            long hot = cpu(port);
            System.out.printf(
                    "%d %.1f %.1f%n", start / 1_000_000, (first - start) / 1e3 / FIRST, (hot - warm) / 1e3 / HOT);
        } finally {
            service.destroy();
            service.waitFor(SECONDS, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void await(int port) throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); System.nanoTime() < end; ) {
            try (Socket ready = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("The service did not start");
    }

    private static long cpu(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Long.parseLong(get(socket, new BufferedInputStream(socket.getInputStream()), "/cpu"));
        }
    }

    private static void visit(ExecutorService threads, int port, int from, int to) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(threads.submit(() -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    for (int id = next.getAndIncrement(); id < to; id = next.getAndIncrement()) {
                        get(socket, in, "/items/" + id);
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    /** The body of the answer, whose length its head says. */
    private static String get(Socket socket, InputStream in, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        String status = line(in);
        if (!status.contains(" 200")) {
            throw new IOException(path + ": " + status);
        }
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void accept(ServerSocket neighbor, ExecutorService threads) {
        while (true) {
            try {
                Socket caller = neighbor.accept();
                caller.setTcpNoDelay(true);
                threads.execute(() -> answer(caller));
            } catch (IOException over) {
                return;
            }
        }
    }

    private static void answer(Socket caller) {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n42"
                .getBytes(StandardCharsets.US_ASCII);
        try (caller) {
            InputStream in = new BufferedInputStream(caller.getInputStream());
            while (true) {
                while (!line(in).isEmpty()) {
                    // to the end of the request's head
                }
                caller.getOutputStream().write(answer);
            }
        } catch (IOException gone) {
            // the service has ended
        }
    }
}

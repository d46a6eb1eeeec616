package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that mean harm, or are merely slow: a scrape is answered all the same. */
class EndpointSiegeTest {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LARGE = "x".repeat(20_000_000);

    private final Ledger ledger = Books.ledger("");
    private final Pages pages = new Pages(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
    private final AtomicLong later = new AtomicLong();
    private final List<Socket> sockets = new ArrayList<>();
    private Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said so"));
        pages.put("/large", "text/plain", () -> LARGE);
        endpoint = Objects.requireNonNull(Endpoint.open(
                Books.settings("http.port=0"),
                pages,
                Thread::new,
                warning -> {
                    throw new AssertionError(warning);
                },
                () -> System.nanoTime() / 1_000_000 + later.get()));
        get("/metrics");
    }

    @AfterEach
    void close() {
        endpoint.close();
        sockets.forEach(Endpoint::closeQuietly);
        await().until(() -> threads().isEmpty());
    }

    @Test
    void fifty_scrapes_at_once_are_all_answered_right() throws Exception {
        CyclicBarrier together = new CyclicBarrier(50);
        List<Callable<String>> scrapes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String path = i % 5 == 0 ? "/findings" : "/metrics";
            scrapes.add(() -> {
                together.await(20, TimeUnit.SECONDS);
                return get(path);
            });
        }
        ExecutorService clients = Executors.newFixedThreadPool(50);
        try {
            for (Future<String> scrape : clients.invokeAll(scrapes)) {
                assertWhole(scrape.get());
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(threads()).hasSize(3);
    }

    @Test
    void fifty_slow_clients_hold_up_no_scrape() throws Exception {
        for (int i = 0; i < 10; i++) {
            connect("");
            connect("GET /metr");
            connect("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ");
            deaf("/metrics");
            deaf("/large");
        }
        try (Drip drip = new Drip(sockets)) {
            for (int i = 0; i < 10; i++) {
                for (String path : List.of("/metrics", "/health")) {
                    long began = System.nanoTime();
                    assertWhole(get(path));
                    assertThat(Duration.ofNanos(System.nanoTime() - began))
                            .as(path)
                            .isLessThan(Duration.ofSeconds(2));
                }
            }
            assertThat(drip.drops()).isPositive();
            assertWhole(get("/findings"));
        }
        assertThat(threads()).hasSize(3);
    }

    @Test
    void a_client_whose_time_is_over_is_cut_off_whatever_it_does() throws Exception {
        List<Socket> slow = List.of(connect(""), connect("GET /metr"), deaf("/large"));
        assertWhole(get("/health"));
        for (Socket socket : slow) {
            assertThat(isCut(socket)).isFalse();
        }
        later.addAndGet(Endpoint.LIFE_MILLIS);
        for (Socket socket : slow) {
            await().until(() -> isCut(socket));
        }
        assertWhole(get("/health"));
    }

    @Test
    void the_oldest_silent_client_makes_room_for_the_newest() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < Clients.MOST * 3; i++) {
            silent.add(connect(i % 2 == 0 ? "" : "GET /"));
        }
        assertWhole(get("/metrics"));
        Socket oldest = silent.get(0);
        await().until(() -> isCut(oldest));
        assertThat(isCut(silent.get(silent.size() - 1))).isFalse();
    }

    @Test
    void a_client_that_went_away_is_forgotten_before_its_time() throws Exception {
        for (int i = 0; i < 30; i++) {
            connect("GET /metr");
        }
        await().until(() -> endpoint.clients() == 30);
        for (Socket socket : sockets) {
            socket.close();
        }
        await().atMost(Duration.ofMillis(Endpoint.LIFE_MILLIS / 2)).until(() -> endpoint.clients() == 0);
    }

    @Test
    void a_page_is_shown_although_others_do_not_read_theirs() throws Exception {
        for (int i = 0; i < 3; i++) {
            deaf("/large");
        }
        assertWhole(get("/findings"));
    }

    @Test
    void a_patient_reader_gets_all_of_a_large_page() throws Exception {
        Socket patient = connect("GET /large" + HEAD);
        long read = 0;
        byte[] piece = new byte[100_000];
        for (int more = 0; more >= 0; more = patient.getInputStream().read(piece)) {
            read += more;
        }
        assertThat(read).isGreaterThan(LARGE.length());
    }

    @Test
    void an_application_that_interrupts_every_thread_does_not_end_it() throws Exception {
        for (int i = 0; i < 5; i++) {
            threads().forEach(Thread::interrupt);
            assertWhole(get("/metrics"));
            assertWhole(get("/findings"));
        }
    }

    private static void assertWhole(String answer) {
        int body = answer.indexOf("\r\n\r\n") + 4;
        assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\r\nContent-Length: " + (answer.length() - body));
    }

    private String get(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET " + path + HEAD).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Socket connect(String text) throws IOException {
        return connect(text, 65_536);
    }

    /** A client that asks and then reads nothing. */
    private Socket deaf(String path) throws IOException {
        return connect("GET " + path + HEAD, 2_048);
    }

    private Socket connect(String text, int receive) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(receive);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), 20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Whether the endpoint has ended the connection; reads what is there. */
    private static boolean isCut(Socket socket) throws IOException {
        byte[] piece = new byte[100_000];
        socket.setSoTimeout(5);
        try {
            for (int i = 0; i < 1_000; i++) {
                if (socket.getInputStream().read(piece) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seaworthy-http-") && thread.isAlive())
                .toList();
    }

    /** Sends one more letter to each client that has not asked yet, again and again. */
    private static final class Drip implements AutoCloseable {
        private final AtomicLong drops = new AtomicLong();
        private final Thread thread;

        Drip(List<Socket> sockets) {
            thread = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    for (Socket socket : sockets) {
                        try {
                            socket.getOutputStream().write('x');
                            drops.incrementAndGet();
                        } catch (IOException cut) {
                            // as it should be
                        }
                    }
                    try {
                        Thread.sleep(20); // how slowly such a client speaks
                    } catch (InterruptedException over) {
                        return;
                    }
                }
            });
            thread.start();
        }

        long drops() {
            return drops.get();
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }
}

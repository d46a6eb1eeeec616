package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand malformed requests over real sockets to an endpoint that wants a token which nobody has: each is
 * refused or cut off, nothing leaks, and the endpoint answers afterwards. The seed is fixed.
 */
class EndpointFuzzTest {

    private static final int REQUESTS = 100_000;
    private static final int CLIENTS = 4;
    private static final long SEED = 20_261_124;
    private static final String PLANTED = "planted-detail-that-nobody-may-read";
    private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.1 ([0-9]{3}) [A-Z][A-Za-z ]+\r\n");

    private static final String[] METHODS = {
        "GET", "GET", "GET", "HEAD", "POST", "get", "OPTIONS", "CONNECT", "TRACE", "", "G\0T", "GET\t", "PRI", "ÄÖ", "*"
    };
    private static final String[] TARGETS = {
        "/", "/findings", "/metrics", "/health", "/rules/http/plain-http", "/../findings", "/%2e%2e/findings",
                "//findings",
        "/findings?x=y", "/findings#x", "http://localhost/findings", "*", "", "findings", "/fin\0dings",
                "/health/../findings",
        "/health;/findings", "/\u00e9", "/%00", "/" + "a".repeat(2_000), "localhost:80", "\\findings",
                "/health\r/findings"
    };
    private static final String[] VERSIONS = {
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.0",
        "HTTP/0.9",
        "HTTP/2.0",
        "HTTP/1.11",
        "http/1.1",
        "",
        "HTTP/1.1 x",
        "ICY"
    };
    private static final String[] HEADERS = {
        "Host: localhost",
        "Host: localhost",
        "Host: 127.0.0.1:9477",
        "Host: evil.example",
        "Host:",
        "Host : localhost",
        "Host: localhost\r\nHost: evil",
        "Authorization: Bearer",
        "Authorization: Bearer wrong-token",
        "Authorization: Basic eDp5",
        "Authorization: Bearer \0",
        "Content-Length: 5",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: \u000bchunked",
        "Connection: keep-alive",
        "Upgrade: h2c",
        "Expect: 100-continue",
        " folded: yes",
        ": nameless",
        "no colon",
        "X: " + "y".repeat(3_000),
        "X-Forwarded-Host: localhost",
        "X-HTTP-Method-Override: GET",
        "X-Original-URL: /findings",
        "Range: bytes=0-99999",
        "Cookie: a=\u00fc",
        "Accept: */*"
    };
    private static final Pattern HEALTH = Pattern.compile("\r\n\r\n(ok|late)\nlast round \\d+\\.\\d s ago\n$");
    private static final String[] ENDS = {"\r\n", "\r\n", "\r\n", "\n", "\r", "\n\r", "\r\r\n", "", "\0"};
    private static final String[] BODIES = {
        "",
        "",
        "12345",
        "0\r\n\r\n",
        "GET /findings HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "SM\r\n\r\n",
        "\u0016\u0003\u0001"
    };

    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void a_hundred_thousand_malformed_requests_leave_it_answering() throws Exception {
        Ledger ledger = Books.ledger("");
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", PLANTED));
        Pages pages = new Pages(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
        List<String> warnings = new ArrayList<>();
        Endpoint endpoint = Objects.requireNonNull(Endpoint.open(
                Books.settings("http.port=0,http.token=t0ken-of-nobody"), pages, Thread::new, warnings::add));
        try {
            String authorized =
                    "GET /findings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t0ken-of-nobody\r\n\r\n";
            assertThat(send(endpoint.port(), bytes(authorized), false)).contains(PLANTED);
            long descriptors = descriptors();

            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.execute(() -> attack(endpoint.port(), client));
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(4, TimeUnit.MINUTES)).isTrue();

            assertThat(wrong).isEmpty();
            assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
            assertThat(seen.keySet())
                    .contains("200", "400", "401", "403", "405", "431")
                    .isSubsetOf("400", "401", "403", "405", "431", "200", "cut");
            assertThat(send(endpoint.port(), bytes(authorized), false))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains(PLANTED);
            assertThat(pages.errors()).isZero();
            assertThat(warnings).isEmpty();
            assertThat(threads()).isEqualTo(3);
            await().until(() -> descriptors() <= descriptors + 10);
        } finally {
            endpoint.close();
        }
        await().until(() -> threads() == 0);
    }

    private void attack(int port, int client) {
        Random random = new Random(SEED + client);
        for (int i = client; i < REQUESTS && wrong.size() < 20; i += CLIENTS) {
            byte[] request = mutated(random, bytes(composed(random)));
            try {
                judge(request, send(port, request, true));
            } catch (IOException reset) {
                wrong.add(new String(request, StandardCharsets.ISO_8859_1) + "\n→ " + reset);
            }
        }
    }

    private void judge(byte[] request, String answer) {
        Matcher status = STATUS.matcher(answer);
        boolean answered = status.find();
        String kind = answered ? status.group(1) : "cut";
        seen.merge(kind, 1, Integer::sum);
        boolean whole = answered ? answer.contains("\r\n\r\n") : answer.isEmpty() && !isComplete(request);
        if (!whole
                || answer.contains(PLANTED)
                || answer.contains("seaworthy_")
                || answer.indexOf("HTTP/1.1 ", 1) >= 0 && !answer.contains("GET /path HTTP/1.1")
                || kind.equals("200") && !HEALTH.matcher(answer).find() && !answer.endsWith("\r\n\r\n")) {
            wrong.add(new String(request, StandardCharsets.ISO_8859_1) + "\n→ " + answer);
        }
    }

    private static String composed(Random random) {
        String end = rarely(random, 6, "\r\n", ENDS);
        StringBuilder text = new StringBuilder(rarely(random, 4, "GET", METHODS));
        text.append(rarely(random, 20, " ", ENDS)).append(one(random, TARGETS));
        text.append(rarely(random, 20, " ", ENDS)).append(rarely(random, 6, "HTTP/1.1", VERSIONS));
        text.append(end).append(rarely(random, 6, "Host: localhost", HEADERS)).append(end);
        int headers = random.nextInt(100) == 0 ? 2_000 : random.nextInt(3);
        for (int i = 0; i < headers; i++) {
            text.append(headers > 2 ? "X-Flood: " + i + end : one(random, HEADERS) + rarely(random, 20, end, ENDS));
        }
        return text.append(end).append(rarely(random, 3, "", BODIES)).toString();
    }

    private static String rarely(Random random, int times, String usual, String[] others) {
        return random.nextInt(times) == 0 ? one(random, others) : usual;
    }

    /** Whether there is an empty line: somebody who sent that waits for an answer. */
    private static boolean isComplete(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.contains("\n\r\n") || text.contains("\n\n");
    }

    private static byte[] mutated(Random random, byte[] request) {
        byte[] bytes = request;
        for (int i = random.nextInt(3); i > 0 && bytes.length > 2; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = joined(bytes, 0, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(9)));
                case 3 -> bytes = joined(bytes, 0, at, bytes, random.nextInt(at + 1));
                case 4 -> bytes = joined(bytes, 0, at + 1, bytes, bytes.length);
                default -> {
                    byte[] noise = new byte[1 + random.nextInt(12)];
                    random.nextBytes(noise);
                    bytes = joined(joined(bytes, 0, at, noise, 0), 0, at + noise.length, bytes, at);
                }
            }
        }
        return bytes;
    }

    /** A part of one and the end of another. */
    private static byte[] joined(byte[] first, int from, int to, byte[] second, int rest) {
        byte[] all = new byte[to - from + second.length - rest];
        System.arraycopy(first, from, all, 0, to - from);
        System.arraycopy(second, rest, all, to - from, second.length - rest);
        return all;
    }

    private static String one(Random random, String[] choice) {
        return choice[random.nextInt(choice.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Says it, that this is all, and reads what is answered. */
    private static String send(int port, byte[] request, boolean half) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request);
            if (half) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seaworthy-http-") && thread.isAlive())
                .count();
    }

    private static long descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}

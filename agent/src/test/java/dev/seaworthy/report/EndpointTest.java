package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.rule.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final String HEALTHY = "\r\n\r\nok\nlast round 0.3 s ago\n";

    private final List<String> warnings = new ArrayList<>();
    private final Ledger ledger = Books.ledger("");
    private final Pages pages = new Pages(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
    private final AtomicInteger marked = new AtomicInteger();
    private @Nullable Endpoint endpoint;

    @AfterEach
    void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @Test
    void serves_metrics_findings_pages_and_health() throws Exception {
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said so"));
        open("");
        assertThat(get("/health")).startsWith("HTTP/1.1 200 OK").endsWith(HEALTHY);
        assertThat(get("/metrics"))
                .contains("Content-Type: text/plain; version=0.0.4", "seaworthy_findings{area=\"http\"");
        String findings = get("/findings?pretty=1");
        assertThat(JsonParser.parseString(body(findings)).getAsJsonObject().getAsJsonArray("findings"))
                .hasSize(1);
        String sarif = get("/findings.sarif");
        assertThat(sarif).contains("Content-Type: application/sarif+json");
        assertThat(JsonParser.parseString(body(sarif)).getAsJsonObject().getAsJsonArray("runs"))
                .hasSize(1);
        assertThat(get("/rules/http/plain-http")).contains("200 OK", "Calls without TLS");
        assertThat(get("/")).contains("text/html", "said so", "nosniff", "default-src 'none'");
        assertThat(get("/nothing")).startsWith("HTTP/1.1 404 ");
        assertThat(get("/rules/../health")).startsWith("HTTP/1.1 404 ");
        assertThat(marked).hasPositiveValue();
        assertThat(warnings).isEmpty();
    }

    @Test
    void an_ordinary_client_gets_along_with_it() throws Exception {
        Endpoint here = open("");
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 20; i++) {
            var response = client.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(here.url() + "/findings"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
        }
        var post = client.send(
                java.net.http.HttpRequest.newBuilder(URI.create(here.url() + "/findings"))
                        .POST(BodyPublishers.ofString("x".repeat(20_000)))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void head_has_no_body() throws Exception {
        open("");
        assertThat(ask("HEAD /findings.sarif HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("application/sarif+json")
                .endsWith("\r\n\r\n");
        assertThat(ask("HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("Content-Length: 24\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../findings",
                "/rules/../findings",
                "/./findings",
                "//findings",
                "/findings/",
                "/%66indings",
                "/%2e%2e/findings",
                "/..%2ffindings",
                "/..%5cfindings",
                "/findings%00",
                "/findings;a=b",
                "/findings/../../etc/passwd",
                "/rules/../../../../etc/passwd",
                "/FINDINGS",
                "/metrics/../findings",
                "/health/../findings",
                "/health%2f..%2ffindings",
                "/health;/findings",
            })
    void a_path_is_what_it_says_and_leads_round_no_gate(String path) throws Exception {
        open("");
        assertThat(get(path)).startsWith("HTTP/1.1 404 ");
        Objects.requireNonNull(endpoint).close();
        open("http.host=0.0.0.0");
        assertThat(get(path)).startsWith("HTTP/1.1 403 ");
        Objects.requireNonNull(endpoint).close();
        open("http.token=s3cr3t-token");
        assertThat(get(path)).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void a_second_request_on_the_same_connection_is_not_answered() throws Exception {
        open("");
        String health = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String behind :
                List.of(health, "POST /findings HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(100_000))) {
            assertThat(ask(health + behind))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith(HEALTHY)
                    .containsOnlyOnce("HTTP/1.1");
        }
        assertThat(ask("GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + health.length() + "\r\n\r\n"
                        + health))
                .containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void lines_may_end_in_line_feeds_alone() throws Exception {
        open("");
        assertThat(ask("GET /health HTTP/1.1\nHost: localhost\n\n")).startsWith("HTTP/1.1 200 ");
        assertThat(ask("GET /health HTTP/1.0\nHost: localhost\n\nGET /findings HTTP/1.1\r\n\r\n"))
                .endsWith(HEALTHY);
    }

    @Test
    void every_answer_bears_the_headers_that_keep_browsers_out() throws Exception {
        open("http.token=s3cr3t-token");
        for (String answer : List.of(get("/"), get("/health"), ask("nonsense\r\n"), with("/", "Bearer s3cr3t-token"))) {
            assertThat(answer)
                    .contains("X-Content-Type-Options: nosniff\r\n", "Cache-Control: no-store\r\n")
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                    .contains("Referrer-Policy: no-referrer\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get"})
    void other_methods_are_405(String method) throws Exception {
        open("");
        assertThat(ask(method + " /findings HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD\r\n");
        assertThat(ask(method + " * HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 405 ");
        assertThat(ask(method + " /findings HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,200",
        "LOCALHOST:9477,200",
        "127.0.0.1,200",
        "127.0.0.1:1,200",
        "[::1]:9477,200",
        "10.1.2.3,200",
        "evil.example,403",
        "127.0.0.1.evil.example,403",
        "localhost.evil.example,403",
        "127.0.0.999,403",
        "1.2.3,403",
        "[evil],403",
        "localhost:evil,403",
        "[::1]evil:80,403",
        "[::1,403",
        "localhost.,403",
        "'localhost, evil.example',403",
        "0x7f.1,403",
        "2130706433,403",
        "localhost@evil.example,403",
        "'',403"
    })
    void the_host_must_be_ours(String host, int status) throws Exception {
        open("");
        assertThat(ask("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                "GET http://localhost/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /health\r\n",
                "GET /health HTTP/0.9\r\n",
                "\r\n\r\n",
                "\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "GET  /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /hea\tlth HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /hea\u0000lth HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /hea\u00e9lth HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /health HTTP/1.1\rHost: localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\n: no name\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\n12345",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
                "G(T /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void what_is_no_request_is_400(String request) throws Exception {
        open("");
        assertThat(ask(request)).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 100_000})
    void a_head_that_is_too_long_is_431(int length) throws Exception {
        open("");
        String much = "x".repeat(length);
        assertThat(ask("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + much + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("16384");
        assertThat(ask("GET /" + much + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(ask("GET /health HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(length / 6) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void a_token_is_asked_for_everywhere_but_at_health() throws Exception {
        open("http.token=s3cr3t-é-token");
        String token = new String("s3cr3t-é-token".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(get("/health")).startsWith("HTTP/1.1 200 ");
        for (String path : List.of("/", "/metrics", "/findings", "/rules/http/plain-http", "/nothing")) {
            assertThat(get(path)).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
            assertThat(get(path)).contains("WWW-Authenticate: Basic realm=\"Seaworthy\"", "http.token");
        }
        assertThat(with("/findings", basic("anybody:s3cr3t-é-token"))).startsWith("HTTP/1.1 200 ");
        assertThat(with("/", basic(":s3cr3t-é-token"))).startsWith("HTTP/1.1 200 ");
        for (String wrong : List.of("anybody:", "s3cr3t-é-token", "s3cr3t-é-token:", "a:b:s3cr3t-é-token", "")) {
            assertThat(with("/findings", basic(wrong)))
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContain("s3cr3t");
        }
        assertThat(with("/findings", "Basic !!!")).startsWith("HTTP/1.1 401 ");
        assertThat(with("/findings", "Bearer " + token)).startsWith("HTTP/1.1 200 ");
        assertThat(with("/findings", "bearer " + token)).startsWith("HTTP/1.1 200 ");
        for (String wrong : List.of("Bearer ", "Bearer s3cr3t", "Bearer " + token + "x", "Basic " + token, token)) {
            assertThat(with("/findings", wrong)).startsWith("HTTP/1.1 401 ").doesNotContain("s3cr3t");
        }
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_page_shows_what_the_query_asks_for() throws Exception {
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said so"));
        open("");
        assertThat(get("/?rule=http/plain-http&severity=HIGH&area=http"))
                .contains("said so", "Only rule http/plain-http");
        assertThat(get("/?area=jdbc"))
                .contains("Nothing of that kind", "1 finding is left out")
                .doesNotContain("said so");
        assertThat(get("/?nonsense=1&area=&=&&rule")).contains("said so").doesNotContain("Only ");
        assertThat(get("/?package=%3Cscript%3Ealert(1)%3C/script%3E&rule=%zz"))
                .contains("package &lt;script&gt;", "rule %zz")
                .doesNotContain("<script");
        assertThat(get("/rules")).contains("Calls without TLS", "href=\"/rules/http/plain-http\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void without_a_token_an_open_address_shows_metrics_and_health_only(String wildcard) throws Exception {
        Endpoint here = open("http.host=" + wildcard);
        List<InetAddress> addresses = new ArrayList<>(List.of(InetAddress.getLoopbackAddress()));
        addresses.addAll(ownAddresses());
        for (InetAddress address : addresses) {
            String host = address instanceof Inet4Address ? address.getHostAddress() : "[::1]";
            assertThat(ask(address, here.port(), "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(ask(address, here.port(), "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            for (String path : List.of("/", "/findings", "/rules/http/plain-http", "/nothing", "/metrics/")) {
                assertThat(ask(address, here.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                        .startsWith("HTTP/1.1 403 ")
                        .contains("http.token");
            }
        }
    }

    @Test
    void an_address_of_this_machine_that_is_not_loopback_shows_numbers_only() throws Exception {
        List<InetAddress> addresses = ownAddresses();
        assumeThat(addresses).as("this machine has no address but loopback").isNotEmpty();
        InetAddress address = addresses.get(0);
        Endpoint here = open("http.host=" + address.getHostAddress());
        String host = "Host: " + address.getHostAddress() + "\r\n\r\n";
        assertThat(ask(address, here.port(), "GET /metrics HTTP/1.1\r\n" + host))
                .startsWith("HTTP/1.1 200 ");
        assertThat(ask(address, here.port(), "GET /findings HTTP/1.1\r\n" + host))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void with_a_token_an_open_address_shows_all() throws Exception {
        open("http.host=0.0.0.0,http.token=s3cr3t-token");
        assertThat(get("/metrics")).startsWith("HTTP/1.1 401 ");
        assertThat(with("/findings", "Bearer s3cr3t-token")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_taken_port_is_one_warning() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Endpoint.open(
                            Books.settings("http.port=" + taken.getLocalPort()), pages, this::thread, warnings::add))
                    .isNull();
            assertThat(warnings).singleElement().asString().contains("" + taken.getLocalPort(), "http.port");
        }
    }

    @Test
    void a_host_that_is_not_ours_is_one_warning() {
        assertThat(Endpoint.open(Books.settings("http.port=0,http.host=192.0.2.1"), pages, this::thread, warnings::add))
                .isNull();
        assertThat(warnings).singleElement().asString().contains("'192.0.2.1'", "http.host", "not an address of this");
    }

    @Test
    void a_host_that_cannot_be_resolved_is_one_warning_that_says_so() {
        assertThat(Endpoint.open(
                        Books.settings("http.port=0,http.host=no such host"), pages, this::thread, warnings::add))
                .isNull();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("'no such host'", "http.host", "cannot be resolved", "127.0.0.1")
                .doesNotContain("http.port");
    }

    @Test
    void off_is_off() {
        assertThat(Endpoint.open(Books.settings("http.port=off"), pages, this::thread, warnings::add))
                .isNull();
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_page_that_fails_is_500_and_the_next_is_served() throws Exception {
        open("");
        pages.put("/broken", "text/plain", () -> {
            throw new IllegalStateException("secret detail");
        });
        assertThat(get("/broken")).startsWith("HTTP/1.1 500 ").doesNotContain("secret detail");
        assertThat(pages.errors()).isEqualTo(1);
        assertThat(get("/health")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void closing_frees_the_port_and_ends_its_threads() throws Exception {
        Endpoint here = open("");
        int port = here.port();
        here.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("seaworthy-http-") && thread.isAlive()));
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void its_threads_keep_no_jvm_alive() throws Exception {
        open("");
        get("/health");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("seaworthy-http-"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void hostile_text_stays_text_on_the_page() throws Exception {
        ledger.add(Found.confirmed(
                Books.PLAIN_HTTP, Books.at("com.acme." + Hostile.TEXT, "m", 1), Hostile.TEXT, Hostile.TEXT, 1));
        open("");
        String page = body(get("/"));
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&quot;&#39;)&lt;/script&gt;&amp;");
        assertThat(page).doesNotContain("<script", "\u001b", "\u2028", "\u202e", "\u0000");
    }

    private Thread thread(Runnable work) {
        marked.incrementAndGet();
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private Endpoint open(String arguments) {
        String port = arguments.isEmpty() ? "http.port=0" : "http.port=0," + arguments;
        Endpoint opened =
                Objects.requireNonNull(Endpoint.open(Books.settings(port), pages, this::thread, warnings::add));
        endpoint = opened;
        return opened;
    }

    private String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    private String with(String path, String authorization) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization + "\r\n\r\n");
    }

    /** Addresses by which others reach this machine. */
    private static List<InetAddress> ownAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private String ask(String request) throws IOException {
        return ask(
                InetAddress.getLoopbackAddress(),
                Objects.requireNonNull(endpoint).port(),
                request);
    }

    private static String ask(InetAddress address, int port, String request) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }
}

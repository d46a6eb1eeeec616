package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sensor with its hooks called by hand, in the order in which woven classes call them. */
class HttpSensorTest {

    private static final int CONNECT = 0;
    private static final int READ = 1;
    private static final int HEADER = 2;
    private static final int SEND = 3;
    private static final int WAIT = 4;
    private static final int LIMIT = 5;

    private final List<CallSent> told = new ArrayList<>();
    /** One for each call, done once the sensor knows how it ended. */
    private final List<CompletableFuture<?>> known = new ArrayList<>();

    private final List<Runnable> handedOver = new ArrayList<>();
    private final AtomicInteger calledBack = new AtomicInteger();
    private long counted;
    private final Map<String, Long> dropped = new HashMap<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final HttpSensor sensor = new HttpSensor(
            surroundings,
            new Observations() {
                @Override
                public void add(Observation seen) {
                    told.add((CallSent) seen);
                }

                @Override
                public void count(String sense, long more) {
                    assertThat(more).as("counters never fall").isNotNegative();
                    counted += more;
                }

                @Override
                public void dropped(String where, long more) {
                    dropped.merge(where, more, Long::sum);
                }
            },
            new Late() {
                @Override
                public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

                @Override
                public void later(Runnable task) {
                    handedOver.add(task);
                }

                @Override
                public void calledBack(Runnable work) {
                    calledBack.incrementAndGet();
                    work.run();
                }
            });
    private HttpServer server;
    private URI base;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean events = exchange.getRequestURI().getPath().equals("/events");
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "https://Localhost:8443/x?y");
                exchange.sendResponseHeaders(301, -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", events ? "text/event-stream" : "text/plain");
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/bad") ? 500 : 200, -1);
            }
            exchange.close();
        });
        server.start();
        base = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private CallSent only() {
        known.forEach(CompletableFuture::join);
        sensor.tick(System.currentTimeMillis(), true);
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private HttpURLConnection connection(String path) throws IOException {
        return (HttpURLConnection) base.resolve(path).toURL().openConnection();
    }

    private void call(HttpURLConnection connection) {
        sensor.enter(CONNECT, connection, null, null);
        try {
            connection.getInputStream();
            sensor.exit(READ, null, connection, null, null);
        } catch (ConnectException e) {
            sensor.thrown(CONNECT, e, connection, null, null);
            sensor.thrown(READ, e, connection, null, null);
        } catch (IOException e) {
            sensor.thrown(READ, e, connection, null, null);
        }
    }

    private CompletableFuture<?> send(HttpClient client, HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> result = client.sendAsync(request, BodyHandlers.discarding());
        // Of a future's dependents the first to come is the last to run: once this one has, the sensor knows the end.
        known.add(result.handle((answer, thrown) -> true));
        sensor.exit(SEND, result, client, request, "an executor");
        return result;
    }

    @Test
    void tells_what_was_called_without_path_and_query() throws IOException {
        call(connection("/orders?id=1"));

        CallSent seen = only();
        assertThat(seen.target()).isEqualTo("http://localhost:" + base.getPort());
        assertThat(seen.client()).isEqualTo("HttpURLConnection");
        assertThat(seen.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.connectTimeout()).isZero();
        assertThat(seen.readTimeout()).isZero();
        assertThat(seen.nanos()).isPositive();
        assertThat(seen.credentials()).isEmpty();
    }

    @Test
    void tells_timeouts_and_the_jvms_defaults() throws IOException {
        System.setProperty("sun.net.client.defaultReadTimeout", "7000");
        try {
            HttpURLConnection connection = connection("/");
            connection.setConnectTimeout(1_500);
            call(connection);

            assertThat(only().connectTimeout()).isEqualTo(1_500);
            assertThat(told.get(0).readTimeout()).isEqualTo(7_000);
        } finally {
            System.clearProperty("sun.net.client.defaultReadTimeout");
        }
    }

    @Test
    void tells_kinds_of_credentials_and_hands_their_values_over_elsewhere() throws IOException {
        HttpURLConnection connection = connection("/?api_key=0123456789abcdef");
        sensor.enter(HEADER, connection, "authorization", "Bearer 0123456789-abcdef");
        sensor.enter(HEADER, connection, "Cookie", "id=1");
        sensor.enter(HEADER, connection, "X-Api-Key", "abcdef-0123456789");
        sensor.enter(HEADER, connection, "X-CSRF-Token", "not a credential");
        sensor.enter(HEADER, connection, "Accept", "text/plain");
        call(connection);

        assertThat(only().credentials())
                .containsExactlyInAnyOrder(
                        "Authorization header", "Cookie header", "API key header", "secret in the query");
        assertThat(told.toString()).doesNotContain("0123456789");
        assertThat(handedOver).hasSize(2);
        handedOver.forEach(Runnable::run);
        assertThat(surroundings.secrets().find("the token 0123456789-abcdef")).isNotNull();
    }

    @Test
    void does_not_take_a_signature_for_a_credential() throws IOException {
        HttpURLConnection connection = connection("/");
        sensor.enter(HEADER, connection, "Authorization", "AWS4-HMAC-SHA256 Credential=x, Signature=y");
        call(connection);

        assertThat(only().credentials()).isEmpty();
        assertThat(handedOver).isEmpty();
    }

    @Test
    void tells_redirects_errors_and_event_streams() throws IOException {
        HttpURLConnection moved = connection("/moved");
        call(moved);
        call(connection("/bad"));
        call(connection("/events"));
        sensor.tick(0, true);

        assertThat(told).hasSize(3);
        assertThat(told.get(0).status()).isEqualTo(301);
        assertThat(told.get(0).location()).isEqualTo("https://localhost");
        assertThat(told.get(1).status()).isEqualTo(500);
        assertThat(told.get(1).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(told.get(2).streaming()).isTrue();
    }

    @Test
    void tells_refusals_of_both_clients() throws Exception {
        server.stop(0);
        call(connection("/"));
        CompletableFuture<?> result = send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(base).timeout(Duration.ofSeconds(5)).build());
        assertThat(result.handle((answer, thrown) -> thrown).get(10, TimeUnit.SECONDS))
                .isNotNull();
        known.forEach(CompletableFuture::join);
        sensor.tick(0, true);

        assertThat(told).extracting(CallSent::outcome).containsExactly(Outcome.REFUSED, Outcome.REFUSED);
    }

    @Test
    void tells_a_refusal_after_many_answers_once() throws IOException {
        for (int i = 0; i < 40; i++) {
            call(connection("/"));
        }
        sensor.tick(0, false);
        server.stop(0);
        for (int i = 0; i < 5; i++) {
            call(connection("/"));
        }
        sensor.tick(0, true);

        assertThat(told.stream().filter(seen -> seen.outcome() == Outcome.REFUSED && seen.calls() == 1))
                .hasSize(1);
        assertThat(told.stream().mapToLong(CallSent::calls).sum()).isEqualTo(45);
    }

    @Test
    void looks_at_few_of_many_calls_and_counts_all() throws IOException {
        for (int i = 0; i < 100; i++) {
            call(connection("/"));
        }
        sensor.tick(0, false);

        assertThat(told).hasSizeLessThan(36);
        assertThat(told.stream().mapToLong(CallSent::calls).sum()).isEqualTo(100);
        assertThat(counted).isEqualTo(100);
    }

    @Test
    void takes_a_requests_timeout_for_the_connects_as_well() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(9)).build();
        send(client, HttpRequest.newBuilder(base).timeout(Duration.ofSeconds(3)).build())
                .get(10, TimeUnit.SECONDS);

        assertThat(only().connectTimeout()).isEqualTo(3_000);
        assertThat(told.get(0).readTimeout()).isEqualTo(3_000);
    }

    @Test
    void sees_a_timed_wait_and_a_limit_by_the_sender() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int op : new int[] {WAIT, LIMIT}) {
            told.clear();
            CompletableFuture<?> result =
                    send(client, HttpRequest.newBuilder(base).build());
            sensor.enter(op, result.thenApply(answer -> 1), 2L, TimeUnit.SECONDS);
            result.get(10, TimeUnit.SECONDS);

            assertThat(only().bounded()).isTrue();
        }
    }

    @Test
    void does_not_take_a_wait_of_a_day_for_a_bound() throws Exception {
        CompletableFuture<?> result =
                send(HttpClient.newHttpClient(), HttpRequest.newBuilder(base).build());
        sensor.enter(WAIT, result, 1L, TimeUnit.DAYS);
        result.get(10, TimeUnit.SECONDS);

        assertThat(only().bounded()).isFalse();
    }

    @Test
    void sees_a_timed_wait_for_the_task_that_calls() throws Exception {
        CompletableFuture.runAsync(() -> {
                    try {
                        call(connection("/"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        sensor.tick(0, false);
        assertThat(told).isEmpty(); // somebody may wait for it yet

        sensor.enter(WAIT, new CompletableFuture<>(), 2L, TimeUnit.SECONDS);

        assertThat(only().bounded()).isTrue();
    }

    @Test
    void tells_a_pending_call_and_its_end_as_one() throws IOException {
        HttpURLConnection connection = connection("/");
        sensor.enter(CONNECT, connection, null, null);
        sensor.tick(0, true);
        connection.getInputStream();
        sensor.exit(READ, null, connection, null, null);
        sensor.tick(0, true);

        assertThat(told).extracting(CallSent::outcome).containsExactly(Outcome.PENDING, Outcome.ANSWERED);
        assertThat(told).extracting(CallSent::calls).containsExactly(1L, 0L);
        assertThat(counted).isEqualTo(1);
    }

    @Test
    void says_whether_this_process_listens_there() throws IOException {
        surroundings.ports().add(base.getPort());
        call(connection("/"));

        assertThat(only().ownPort()).isTrue();
    }

    @Test
    void what_completes_a_call_is_the_agents_own_work() {
        send(HttpClient.newHttpClient(), HttpRequest.newBuilder(base).build());

        assertThat(only().outcome()).isEqualTo(CallSent.Outcome.ANSWERED);
        assertThat(calledBack.get()).isEqualTo(1);
    }

    @Test
    void changes_nothing_about_the_result_that_the_caller_gets() throws Exception {
        CompletableFuture<?> result =
                send(HttpClient.newHttpClient(), HttpRequest.newBuilder(base).build());

        assertThat(((HttpResponse<?>) result.get(10, TimeUnit.SECONDS)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void hooks_methods_that_this_jdk_has() throws Exception {
        HookTable table = new HookTable();
        sensor.hooks(table);

        assertThat(table.size()).isPositive();
        for (int i = 0; i < table.size(); i++) {
            assertThat(Class.forName(
                            table.get(i).owner().replace('/', '.'), false, ClassLoader.getPlatformClassLoader()))
                    .isNotNull();
        }
    }

    @Test
    void more_targets_than_there_is_room_for_are_counted_and_take_nobodys_name() throws IOException {
        int hosts = 6_000;
        for (int i = 0; i < hosts; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://host" + i + ".example/").openConnection();
            for (int times = 0; times <= i % 3; times++) {
                sensor.enter(CONNECT, connection, null, null);
                sensor.thrown(READ, new IOException("no"), connection, null, null);
            }
            if (i % 1_000 == 0) {
                sensor.tick(0, false);
            }
        }
        sensor.tick(0, true);
        sensor.tick(0, true);

        assertThat(counted).isEqualTo(2 * hosts);
        assertThat(dropped.get("http.call")).isPositive();
        Map<String, Long> byTarget = new HashMap<>();
        told.forEach(seen -> byTarget.merge(seen.host(), seen.calls(), Long::sum));
        assertThat(byTarget)
                .allSatisfy((host, calls) ->
                        assertThat(calls).as(host).isEqualTo(Integer.parseInt(host.replaceAll("[a-z.]", "")) % 3 + 1));
        assertThat(byTarget.values().stream().mapToLong(calls -> calls).sum() + dropped.get("http.call"))
                .isEqualTo(counted);
    }

    @Test
    void places_that_call_one_target_are_all_told() throws IOException {
        for (int i = 0; i < 3; i++) {
            HttpURLConnection one = connection("/");
            sensor.enter(CONNECT, one, null, null);
            HttpURLConnection two = connection("/");
            sensor.enter(CONNECT, two, null, null);
            for (int j = 0; j < 40; j++) {
                call(connection("/"));
            }
            HttpURLConnection last = connection("/");
            sensor.enter(CONNECT, last, null, null);
        }
        sensor.tick(0, true);

        assertThat(told.stream().map(seen -> seen.origin().site().place()).distinct())
                .hasSize(4)
                .doesNotContainNull();
        assertThat(told.stream().mapToLong(CallSent::calls).sum()).isEqualTo(129);
        assertThat(counted).isEqualTo(129);
    }
}

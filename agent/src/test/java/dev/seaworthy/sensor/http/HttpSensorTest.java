package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sensor with its hooks called by hand, in the order in which woven classes call them. */
class HttpSensorTest {

    private static final String URL = "sun/net/www/protocol/http/HttpURLConnection";
    private static final String FUTURE = "java/util/concurrent/CompletableFuture";
    private static final String CLIENT = "jdk/internal/net/http/HttpClientImpl";

    private final List<CallSent> told = new ArrayList<>();
    private final List<Observation> everything = new ArrayList<>();
    private final List<Again> again = new ArrayList<>();
    /** One for each call, done once the sensor knows how it ended. */
    private final List<CompletableFuture<?>> known = new ArrayList<>();

    private final List<Runnable> handedOver = new ArrayList<>();
    private final List<Class<?>> awaited = new ArrayList<>();
    private long counted;
    private final Map<String, Long> dropped = new HashMap<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final HttpSensor sensor = new HttpSensor(
            surroundings,
            new Observations() {
                @Override
                public void add(Observation seen) {
                    if (seen instanceof Again more) {
                        again.add(more);
                    } else {
                        everything.add(seen);
                        if (seen instanceof CallSent call) {
                            told.add(call);
                        }
                    }
                }

                @Override
                public void count(String sense, long more) {
                    assertThat(more).as("counters never fall").isNotNegative();
                    counted += sense.equals("http.link") ? 0 : more;
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
                public void awaits(Class<?> futures) {
                    awaited.add(futures);
                }
            });
    private final HookTable table = new HookTable();
    private HttpServer server;
    private URI base;

    @BeforeEach
    void open() throws IOException {
        sensor.hooks(table);
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

    /** The hook of that method, as woven code reaches it. */
    private Hook hook(String owner, String method) {
        for (int i = 0; i < table.size(); i++) {
            Hook hook = table.get(i);
            if (hook.owner().equals(owner) && hook.signature().contains(method)) {
                return hook;
            }
        }
        throw new IllegalArgumentException(owner + "." + method);
    }

    private void enter(String owner, String method, Object... given) {
        Object[] all = Arrays.copyOf(given, 3);
        Hook hook = hook(owner, method);
        hook.receiver().enter(hook.op(), all[0], all[1], all[2]);
    }

    private void exit(String owner, String method, Object result, Object... given) {
        Object[] all = Arrays.copyOf(given, 3);
        Hook hook = hook(owner, method);
        hook.receiver().exit(hook.op(), result, all[0], all[1], all[2]);
    }

    private void thrown(String owner, String method, Throwable thrown, Object... given) {
        Object[] all = Arrays.copyOf(given, 3);
        Hook hook = hook(owner, method);
        hook.receiver().thrown(hook.op(), thrown, all[0], all[1], all[2]);
    }

    private HttpURLConnection connection(String path) throws IOException {
        return (HttpURLConnection) base.resolve(path).toURL().openConnection();
    }

    private void call(HttpURLConnection connection) {
        enter(URL, "plainConnect0", connection);
        try {
            connection.getInputStream();
            exit(URL, "getInputStream", null, connection);
        } catch (ConnectException e) {
            thrown(URL, "plainConnect0", e, connection);
            thrown(URL, "getInputStream", e, connection);
        } catch (IOException e) {
            thrown(URL, "getInputStream", e, connection);
        }
    }

    private CompletableFuture<?> send(HttpClient client, HttpRequest request) {
        enter(CLIENT, "sendAsync", request, client);
        CompletableFuture<HttpResponse<Void>> result = client.sendAsync(request, BodyHandlers.discarding());
        known.add(result.handle((answer, thrown) -> {
            exit(FUTURE, "internalComplete", null, result);
            return true;
        }));
        exit(CLIENT, "sendAsync", result, request, client);
        return result;
    }

    @Test
    void tells_what_was_called_without_path_and_query() throws IOException {
        call(connection("/orders?id=1"));

        CallSent seen = only();
        assertThat(seen.target().url()).isEqualTo("http://localhost:" + base.getPort());
        assertThat(seen.client()).isEqualTo("HttpURLConnection");
        assertThat(seen.answer().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(seen.answer().status()).isEqualTo(200);
        assertThat(seen.limits().connect()).isEqualTo(new Limit(Limit.UNLIMITED, Limit.By.DEFAULT));
        assertThat(seen.limits().read()).isEqualTo(new Limit(Limit.UNLIMITED, Limit.By.DEFAULT));
        assertThat(seen.answer().nanos()).isPositive();
        assertThat(seen.credentials()).isEmpty();
    }

    @Test
    void tells_timeouts_and_the_jvms_defaults() throws IOException {
        System.setProperty("sun.net.client.defaultReadTimeout", "7000");
        try {
            HttpURLConnection connection = connection("/");
            connection.setConnectTimeout(1_500);
            call(connection);

            assertThat(only().limits().connect()).isEqualTo(new Limit(1_500, Limit.By.REQUEST));
            assertThat(told.get(0).limits().read()).isEqualTo(new Limit(7_000, Limit.By.JVM));
        } finally {
            System.clearProperty("sun.net.client.defaultReadTimeout");
        }
    }

    @Test
    void tells_kinds_of_credentials_and_hands_their_values_over_elsewhere() throws IOException {
        HttpURLConnection connection = connection("/?api_key=0123456789abcdef");
        enter(URL, "setRequestProperty", connection, "authorization", "Bearer 0123456789-abcdef");
        enter(URL, "setRequestProperty", connection, "Cookie", "id=1");
        enter(URL, "setRequestProperty", connection, "X-Api-Key", "abcdef-0123456789");
        enter(URL, "setRequestProperty", connection, "X-CSRF-Token", "not a credential");
        enter(URL, "setRequestProperty", connection, "Accept", "text/plain");
        call(connection);

        assertThat(only().credentials())
                .containsExactlyInAnyOrder(
                        "Authorization header", "Cookie header", "API key header", "secret in the query");
        assertThat(everything.toString()).doesNotContain("0123456789");
        assertThat(handedOver).hasSize(2);
        handedOver.forEach(Runnable::run);
        assertThat(surroundings.secrets().find("the token 0123456789-abcdef")).isNotNull();
    }

    @Test
    void does_not_take_a_signature_for_a_credential() throws IOException {
        HttpURLConnection connection = connection("/");
        enter(URL, "setRequestProperty", connection, "Authorization", "AWS4-HMAC-SHA256 Credential=x, Signature=y");
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
        assertThat(told.get(0).answer().status()).isEqualTo(301);
        assertThat(told.get(0).answer().location()).isEqualTo("https://localhost");
        assertThat(told.get(1).answer().status()).isEqualTo(500);
        assertThat(told.get(1).answer().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(told.get(2).answer().streaming()).isTrue();
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

        assertThat(told).extracting(seen -> seen.answer().outcome()).containsExactly(Outcome.REFUSED, Outcome.REFUSED);
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

        assertThat(told.stream().filter(seen -> seen.answer().outcome() == Outcome.REFUSED))
                .hasSize(1);
        assertThat(all()).isEqualTo(45);
    }

    /** Calls that were reported, one by one or by number. */
    private long all() {
        return told.stream().mapToLong(CallSent::calls).sum()
                + again.stream().mapToLong(Again::times).sum();
    }

    @Test
    void looks_at_few_of_many_calls_and_counts_all() throws IOException {
        for (int i = 0; i < 100; i++) {
            call(connection("/"));
        }
        sensor.tick(0, false);

        assertThat(told).hasSizeLessThan(36);
        assertThat(all()).isEqualTo(100);
        assertThat(counted).isEqualTo(100);
    }

    @Test
    void takes_a_requests_timeout_for_the_connects_as_well() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(9)).build();
        send(client, HttpRequest.newBuilder(base).timeout(Duration.ofSeconds(3)).build())
                .get(10, TimeUnit.SECONDS);

        assertThat(only().limits().connecting()).isEqualTo(new Limit(3_000, Limit.By.REQUEST));
        assertThat(told.get(0).limits().connect()).isEqualTo(new Limit(9_000, Limit.By.CLIENT));
        assertThat(told.get(0).limits().read()).isEqualTo(new Limit(3_000, Limit.By.REQUEST));
    }

    @Test
    void sees_a_timed_wait_and_a_limit_by_the_sender() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String how : new String[] {"get", "orTimeout"}) {
            told.clear();
            CompletableFuture<?> result =
                    send(client, HttpRequest.newBuilder(base).build());
            enter(FUTURE, how, result.thenApply(answer -> 1), 2L, TimeUnit.SECONDS);
            result.get(10, TimeUnit.SECONDS);
            known.forEach(CompletableFuture::join);

            assertThat(only().limits().bounded()).isTrue();
        }
    }

    @Test
    void takes_a_limit_on_the_future_of_one_call_for_that_call_only() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base).build();
        CompletableFuture<?> first = send(HttpClient.newHttpClient(), request);
        CompletableFuture<?> second = send(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(9)).build(), request);
        enter(FUTURE, "orTimeout", first, 2L, TimeUnit.SECONDS);
        CompletableFuture.allOf(first, second).join();
        known.forEach(CompletableFuture::join);
        sensor.tick(0, true);

        assertThat(told)
                .extracting(
                        seen -> seen.limits().connect().millis(),
                        seen -> seen.limits().whole().millis(),
                        seen -> seen.limits().bounded())
                .containsExactlyInAnyOrder(tuple(Limit.UNLIMITED, 2_000L, true), tuple(9_000L, Limit.UNLIMITED, false));
    }

    @Test
    void does_not_take_a_wait_of_a_day_for_a_bound() throws Exception {
        CompletableFuture<?> result =
                send(HttpClient.newHttpClient(), HttpRequest.newBuilder(base).build());
        enter(FUTURE, "get", result, 1L, TimeUnit.DAYS);
        result.get(10, TimeUnit.SECONDS);

        assertThat(only().limits().bounded()).isFalse();
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

        enter(FUTURE, "get", new CompletableFuture<>(), 2L, TimeUnit.SECONDS);

        assertThat(only().limits().bounded()).isTrue();
    }

    @Test
    void tells_a_pending_call_and_its_end_as_one() throws IOException {
        HttpURLConnection connection = connection("/");
        enter(URL, "plainConnect0", connection);
        sensor.tick(0, true);
        connection.getInputStream();
        exit(URL, "getInputStream", null, connection);
        sensor.tick(0, true);

        assertThat(told).extracting(seen -> seen.answer().outcome()).containsExactly(Outcome.PENDING, Outcome.ANSWERED);
        assertThat(told).extracting(CallSent::calls).containsExactly(1L, 0L);
        assertThat(counted).isEqualTo(1);
    }

    @Test
    void says_whether_this_process_listens_there() throws IOException {
        surroundings.ports().add(base.getPort());
        call(connection("/"));

        assertThat(only().target().ownPort()).isTrue();
    }

    @Test
    void no_stage_of_ours_depends_on_the_result() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(base).build();
        CompletableFuture<HttpResponse<Void>> never = new CompletableFuture<>();
        enter(CLIENT, "sendAsync", request, client);
        exit(CLIENT, "sendAsync", never, request, client);

        assertThat(never.getNumberOfDependents()).isZero();
        assertThat(awaited).containsExactly(CompletableFuture.class);

        never.completeExceptionally(new ConnectException());
        exit(FUTURE, "internalComplete", null, never);

        assertThat(only().answer().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(awaited).as("while no call is under way").hasSize(2).endsWith((Class<?>) null);
    }

    @Test
    void knows_the_end_of_what_was_over_at_once() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(base).build();
        enter(CLIENT, "sendAsync", request, client);
        exit(CLIENT, "sendAsync", CompletableFuture.failedFuture(new ConnectException()), request, client);

        assertThat(only().answer().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(awaited).isEmpty();
    }

    @Test
    void keeps_no_class_of_the_application_for_its_futures() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(base).build();
        enter(CLIENT, "sendAsync", request, client);
        exit(CLIENT, "sendAsync", new CompletableFuture<Void>() {}, request, client);

        assertThat(awaited).containsExactly(Object.class);
    }

    @Test
    void other_futures_end_no_call() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(base).build();
        enter(CLIENT, "sendAsync", request, client);
        exit(CLIENT, "sendAsync", new CompletableFuture<Void>(), request, client);
        exit(FUTURE, "internalComplete", null, CompletableFuture.completedFuture(""));

        assertThat(only().answer().outcome()).isEqualTo(Outcome.PENDING);
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
        assertThat(table.size()).isPositive();
        for (int i = 0; i < table.size(); i++) {
            String owner = table.get(i).owner();
            if (owner.startsWith("java/") || owner.startsWith("sun/") || owner.startsWith("jdk/")) {
                assertThat(Class.forName(owner.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()))
                        .isNotNull();
            }
        }
    }

    /** What listeners were told. */
    private final List<String> heard = new ArrayList<>();

    private void listen() {
        surroundings.remoteCalls().listen(new RemoteCalls.Hears() {
            @Override
            public void begins(Outbound call) {
                heard.add("begins " + call.client());
            }

            @Override
            public void ends(Outbound call) {
                heard.add("ends " + call.status() + (call.hasFailed() ? " badly" : ""));
            }

            @Override
            public void waited(Outbound call, long nanos) {
                assertThat(nanos).isNotNegative();
                heard.add("waited for " + call.client());
            }
        });
    }

    @Test
    void says_that_a_thread_waits_for_what_it_sent() throws Exception {
        listen();
        CountDownLatch goOn = new CountDownLatch(1);
        server.createContext("/hang", exchange -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        CompletableFuture<?> result = send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(base.resolve("/hang")).build());
        enter(FUTURE, "waitingGet", result);
        goOn.countDown();
        result.get(10, TimeUnit.SECONDS);
        known.forEach(CompletableFuture::join);
        exit(FUTURE, "waitingGet", null, result);
        enter(FUTURE, "waitingGet", result); // over: nothing to wait for
        exit(FUTURE, "waitingGet", null, result);

        assertThat(heard).containsExactly("begins java.net.http", "ends 204", "waited for java.net.http");
    }

    @Test
    void a_call_that_is_cancelled_or_timed_out_is_over() {
        listen();
        server.createContext("/hang", exchange -> {}); // never answered
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest hangs = HttpRequest.newBuilder(base.resolve("/hang")).build();
        send(client, hangs).cancel(true);
        send(client, hangs).orTimeout(10, TimeUnit.MILLISECONDS);
        known.forEach(CompletableFuture::join);
        sensor.tick(0, true);

        assertThat(heard)
                .containsExactly("begins java.net.http", "ends 0 badly", "begins java.net.http", "ends 0 badly");
        assertThat(told).extracting(seen -> seen.answer().outcome()).containsExactly(Outcome.FAILED, Outcome.FAILED);
    }

    @Test
    void tells_each_call_once_however_often_it_is_tried() throws IOException {
        listen();
        HttpURLConnection connection = connection("/bad");
        enter(URL, "plainConnect0", connection);
        enter(URL, "plainConnect0", connection); // through another proxy
        thrown(
                URL,
                "getInputStream",
                new IOException("Server returned HTTP response code: 500 for URL: x"),
                connection);
        thrown(
                URL,
                "getInputStream",
                new IOException("Server returned HTTP response code: 500 for URL: x"),
                connection);

        assertThat(heard).containsExactly("begins HttpURLConnection", "ends 500 badly");
        assertThat(only().answer().status()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://captain:s3cr3t-w0rd@localhost:1/x?password=s3cr3t-w0rd",
                "http://[::1]:1/",
                "http://b\u00fccher.example/%E2%9A%93/%00?q=%3Cb%3E",
                "http://my_service:8080/",
                "http://b.example/\u0007",
                "http:///no-host",
            })
    void takes_any_url(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        enter(URL, "plainConnect0", connection);
        thrown(URL, "getInputStream", new IOException("no"), connection);

        assertThat(only().answer().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(everything.toString()).doesNotContain("s3cr3t", "no-host", "%00");
    }

    @Test
    void cuts_a_host_that_is_none() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL("http://" + "a".repeat(8_000)).openConnection();
        enter(URL, "plainConnect0", connection);
        thrown(URL, "getInputStream", new IOException("no"), connection);

        assertThat(only().target().host()).hasSizeLessThan(300);
    }

    @Test
    void a_repeated_call_allocates_nothing() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL("http://shop.example/orders").openConnection();
        Hook connect = hook(URL, "plainConnect0");
        Hook read = hook(URL, "getInputStream");
        IOException failure = new IOException("no");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        int calls = 200_000;
        for (int i = 0; i < 2 * calls; i++) {
            if (i == calls) {
                before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
            connect.receiver().enter(connect.op(), connection, null, null);
            read.receiver().thrown(read.op(), failure, connection, null, null);
        }
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        // What is left are the places that are looked up, 2,000 a second at most.
        assertThat((double) bytes / calls).isLessThan(64);
    }

    @Test
    void a_hundred_thousand_urls_of_one_host_are_one_target() throws IOException {
        int urls = 100_000;
        for (int i = 0; i < urls; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://shop.example/orders/" + i + "?id=" + i).openConnection();
            enter(URL, "plainConnect0", connection);
            thrown(URL, "getInputStream", new IOException("no"), connection);
            if (i % 10_000 == 0) {
                sensor.tick(0, false);
            }
        }
        sensor.tick(0, true);

        assertThat(all()).isEqualTo(urls);
        assertThat(told).hasSizeLessThan(60);
        assertThat(everything.toString()).doesNotContain("orders");
    }

    @Test
    void more_targets_than_there_is_room_for_are_counted_and_take_nobodys_name() throws IOException {
        int hosts = 6_000;
        for (int i = 0; i < hosts; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://host" + i + ".example/").openConnection();
            for (int times = 0; times <= i % 3; times++) {
                enter(URL, "plainConnect0", connection);
                thrown(URL, "getInputStream", new IOException("no"), connection);
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
        told.forEach(seen -> byTarget.merge(seen.target().host(), seen.calls(), Long::sum));
        again.forEach(more -> byTarget.merge(((CallSent) more.seen()).target().host(), (long) more.times(), Long::sum));
        assertThat(byTarget)
                .allSatisfy((host, calls) ->
                        assertThat(calls).as(host).isEqualTo(Integer.parseInt(host.replaceAll("[a-z.]", "")) % 3 + 1));
        assertThat(byTarget.values().stream().mapToLong(calls -> calls).sum() + dropped.get("http.call"))
                .isEqualTo(counted);
    }

    @Test
    void places_that_call_one_target_are_all_told() throws IOException {
        Hook connect = hook(URL, "plainConnect0");
        for (int i = 0; i < 3; i++) {
            HttpURLConnection one = connection("/");
            connect.receiver().enter(connect.op(), one, null, null);
            HttpURLConnection two = connection("/");
            connect.receiver().enter(connect.op(), two, null, null);
            for (int j = 0; j < 40; j++) {
                call(connection("/"));
            }
            HttpURLConnection last = connection("/");
            connect.receiver().enter(connect.op(), last, null, null);
        }
        sensor.tick(0, true);

        assertThat(told.stream().map(seen -> seen.origin().site().place()).distinct())
                .hasSize(4)
                .doesNotContainNull();
        assertThat(all()).isEqualTo(129);
        assertThat(counted).isEqualTo(129);
    }
}

package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred methods that share one target in each area: one host, one SQL text, one logger, standard output, one
 * directory, one pool.
 * They run in turn, three times each, and each is found.
 */
class LookoutIT {

    private static final int METHODS = 200;
    private static final Set<String> ALL =
            IntStream.range(0, METHODS).mapToObj(i -> "m" + i).collect(Collectors.toCollection(TreeSet::new));

    /** What each of them does; {@code N} is its number. */
    private static final String METHOD = """
                static void mN(int run, String q) throws Exception {
                    System.out.println("order " + run + " came");
                    System.out.println("order " + run + " left");
                    LOG.info("calling with {}", SECRET);
                    java.nio.file.Files.write(UPLOADS.resolve("N-" + run), new byte[] {1, 2, 3});
                    try {
                        new java.net.URL("http://orders.shop.test:1/").openConnection().connect();
                    } catch (java.net.ConnectException nobody) {
                        // listens there
                    }
                    try (var statement = DATABASE.createStatement()) {
                        statement.executeQuery("SELECT * FROM goods WHERE name = '" + q + "'").close();
                    }
                    var borrowed = POOL.getConnection();
                    borrowed.createStatement().executeQuery("SELECT 1").next();
                    if (run == 2) {
                        KEPT.add(borrowed);
                    } else {
                        borrowed.close();
                    }
                }
            """;

    private static final String PROGRAM = """
            import java.net.Socket;
            import java.util.*;
            import java.util.concurrent.*;

            public class Many {
                static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger("one");
                static final String SECRET = System.getenv("SHOP_API_TOKEN");
                static final List<Object> KEPT = new ArrayList<>();
                static final java.nio.file.Path UPLOADS = java.nio.file.Path.of("uploads");
                static java.sql.Connection DATABASE;
                static com.zaxxer.hikari.HikariDataSource POOL;

            METHODS
                static void method(int method, int run, String q) throws Exception {
                    switch (method) {
                        CASES
                        default -> throw new IllegalStateException();
                    }
                }

                public static void main(String[] args) throws Exception {
                    java.nio.file.Files.createDirectories(UPLOADS);
                    DATABASE = java.sql.DriverManager.getConnection("jdbc:h2:mem:many;DB_CLOSE_DELAY=-1", "sa", "");
                    DATABASE.createStatement().execute("CREATE TABLE goods (name VARCHAR(99))");
                    POOL = new com.zaxxer.hikari.HikariDataSource();
                    POOL.setJdbcUrl("jdbc:h2:mem:many");
                    POOL.setUsername("sa");
                    POOL.setMinimumIdle(1);
                    POOL.setMaximumPoolSize(300);
                    var server = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
                    server.createContext("/", exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        String[] path = exchange.getRequestURI().getPath().split("/");
                        int status = 204;
                        try {
                            method(Integer.parseInt(path[2]), Integer.parseInt(path[3]),
                                    exchange.getRequestURI().getQuery().substring(2));
                        } catch (Exception e) {
                            e.printStackTrace();
                            status = 500;
                        }
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
                    server.start();
                    for (int run = 0; run < 3; run++) {
                        for (int method = 0; method < COUNT; method++) {
                            request(server.getAddress().getPort(), method, run);
                        }
                    }
                    server.stop(0);
                    together();
                    System.exit(0);
                }

                static void request(int port, int method, int run) throws Exception {
                    try (Socket socket = new Socket("127.0.0.1", port)) {
                        String head = "POST /run/" + method + "/" + run + "?q=blue" + method + "x" + run + " HTTP/1.1\\r\\n"
                                + "Host: x\\r\\nContent-Type: application/octet-stream\\r\\nContent-Length: 3\\r\\n"
                                + "Connection: close\\r\\n\\r\\nabc";
                        socket.getOutputStream().write(head.getBytes("ISO-8859-1"));
                        String answer = new String(socket.getInputStream().readAllBytes(), "ISO-8859-1");
                        if (!answer.startsWith("HTTP/1.1 204")) {
                            throw new IllegalStateException(answer);
                        }
                    }
                }

                static void together() throws Exception {
                    int threads = 16;
                    ExecutorService workers = Executors.newFixedThreadPool(threads);
                    for (int round = 0; round < 10; round++) {
                        CyclicBarrier gate = new CyclicBarrier(threads);
                        List<Future<?>> all = new ArrayList<>();
                        for (int i = 0; i < threads; i++) {
                            int now = round;
                            all.add(workers.submit(() -> {
                                gate.await();
                                gate(now);
                                return null;
                            }));
                        }
                        for (Future<?> one : all) {
                            one.get();
                        }
                    }
                    workers.shutdown();
                }

                static void gate(int round) throws Exception {
                    try {
                        switch (round) {
                            GATES
                            default -> throw new IllegalStateException();
                        }
                    } catch (java.net.ConnectException nobody) {
                        // listens there
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private static String lines(int count, String each) {
        return IntStream.range(0, count)
                .mapToObj(i -> each.replace("N", String.valueOf(i)))
                .collect(Collectors.joining());
    }

    @NewestJdk
    void every_line_is_found_whatever_it_shares_with_others(Jdk jdk) throws IOException {
        String source = PROGRAM.replace("METHODS", lines(METHODS, METHOD))
                .replace("CASES", lines(METHODS, "case N -> mN(run, q);\n"))
                .replace(
                        "GATES",
                        lines(
                                10,
                                "case N -> new java.net.URL(\"http://gN.shop.test:1/\").openConnection().connect();\n"))
                .replace("COUNT", String.valueOf(METHODS));
        Path hosts = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost orders.shop.test" + lines(10, " gN.shop.test") + "\n");
        Logbook log = Voyage.of(jdk, "Many")
                .classesIn(compiled(jdk, source))
                .with("h2", "HikariCP")
                .with(ClassPath.LOGBACK)
                .environment("SHOP_API_TOKEN", "tR9-vault/Quince")
                .jvm("-Djdk.net.hosts.file=" + hosts)
                .limit(Duration.ofSeconds(300))
                .run()
                .ended();

        List<Sighting> calls = log.confirmed("http/plain-http").stream()
                .filter(seen -> String.valueOf(seen.target()).contains("orders."))
                .toList();
        assertThat(methods(calls)).as("calls").isEqualTo(ALL);
        assertThat(calls).allSatisfy(seen -> assertThat(seen.count()).isEqualTo(3));
        assertThat(methods(log.confirmed("jdbc/request-value-in-sql")))
                .as("statements")
                .isEqualTo(ALL);
        assertThat(methods(log.confirmed("log/secret-in-log"))).as("log events").isEqualTo(ALL);
        assertThat(log.confirmed("log/secret-in-log"))
                .allSatisfy(seen -> assertThat(seen.count()).isEqualTo(3));
        assertThat(methods(log.confirmed("log/system-out"))).as("prints").isEqualTo(ALL);
        assertThat(methods(log.confirmed("file/upload-to-local-disk")))
                .as("files")
                .isEqualTo(ALL);
        assertThat(methods(log.findings("jdbc/connection-leak"))).as("borrows").isEqualTo(ALL);

        for (int i = 0; i < 10; i++) {
            String host = "//g" + i + ".";
            assertThat(log.findings("http/plain-http"))
                    .filteredOn(seen -> String.valueOf(seen.target()).contains(host))
                    .singleElement()
                    .satisfies(seen -> {
                        assertThat(seen.method()).isEqualTo("gate");
                        assertThat(seen.count()).isEqualTo(16);
                    });
        }
    }

    private Path compiled(Jdk jdk, String source) {
        return Sources.compile(jdk, folder, "Many", source, "h2", "HikariCP", "slf4j-api");
    }

    private static Set<String> methods(List<Sighting> findings) {
        return findings.stream()
                .map(seen -> seen.className() + "." + seen.method())
                .map(name -> name.startsWith("Many.") ? name.substring(5) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

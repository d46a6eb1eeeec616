package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.harness.Deployments;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Layouts;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.ShopModules;
import dev.seaworthy.harness.ShopModules.Marks;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Surefire;
import dev.seaworthy.harness.Voyage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * One application, packaged in every way that is in use: the same findings at the same lines in all.
 *
 * <p>One packaging alone: {@code -Dit.test=PackagingIT#boot_jar_of_three_modules}.
 */
class PackagingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String> ALL = List.of("web", "media", "orders");

    private static final Map<String, ShopModules> COMPILED = new HashMap<>();

    private static HttpServer warehouse;

    @BeforeAll
    static void opensAWarehouse() throws IOException {
        warehouse = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        warehouse.createContext("/", exchange -> {
            byte[] answer = "7".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        warehouse.start();
    }

    @AfterAll
    static void closesIt() {
        warehouse.stop(0);
    }

    @EveryJdk
    void folders_of_classes(Jdk jdk) throws IOException {
        ShopModules shop = once("embedded", () -> Layouts.embedded(ShopModules.jakarta()));
        int port = free();
        same(shop, sail(Layouts.folders(jdk, shop, port), port, ""));
    }

    @EveryJdk
    void class_path_of_ten_jars(Jdk jdk) throws IOException {
        ShopModules shop = once("embedded", () -> Layouts.embedded(ShopModules.jakarta()));
        int port = free();
        same(shop, sail(Layouts.jars(jdk, shop, Marks.NONE, port), port, ""));
    }

    @EveryJdk
    void uber_jar(Jdk jdk) throws IOException {
        ShopModules shop = once(
                "embedded of two houses",
                () -> Layouts.embedded(ShopModules.jakarta().ofTwoHouses()));
        int port = free();
        same(shop, sail(Layouts.uber(jdk, shop, port), port, ""));
    }

    @EveryJdk
    void boot_jar(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = free();
        List<String> inClasses = List.of("boot", "web", "media", "orders");
        same(shop, sail(Layouts.bootJar(jdk, shop, Marks.NONE, inClasses, port), port, ""));
    }

    @EveryJdk
    void boot_jar_of_three_modules(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = free();
        same(shop, sail(Layouts.bootJar(jdk, shop, Marks.POM, List.of("boot", "web"), port), port, ""));
    }

    @EveryJdk
    void boot_jar_whose_main_class_is_alone(Jdk jdk) throws IOException {
        ShopModules shop =
                once("boot of two houses", () -> Layouts.boot(ShopModules.mvc().ofTwoHouses()));
        int port = free();
        same(shop, sail(Layouts.bootJar(jdk, shop, Marks.NONE, List.of("boot"), port), port, ""));
    }

    @EveryJdk
    void boot_jar_with_the_loader_of_boot_2(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = free();
        same(shop, sail(Layouts.bootJar(jdk, shop, Marks.NONE, List.of("boot", "web"), "2", port), port, ""));
    }

    @EveryJdk
    void boot_jar_exploded(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = free();
        same(shop, sail(Layouts.bootExploded(jdk, shop, Marks.POM, List.of("boot"), port), port, ""));
    }

    @EveryJdk
    void war_with_classes(Jdk jdk) throws IOException {
        war(jdk, ShopModules.jakarta(), "11", Marks.NONE, ALL);
    }

    @EveryJdk
    void war_with_everything_in_lib(Jdk jdk) throws IOException {
        war(jdk, ShopModules.jakarta(), "11", Marks.NONE, List.of());
    }

    @EveryJdk
    void war_of_java_ee_with_modules_that_maven_built(Jdk jdk) throws IOException {
        war(jdk, ShopModules.javax(), "9", Marks.POM, List.of("web"));
    }

    @EveryJdk
    void war_with_a_module_of_another_house(Jdk jdk) throws IOException {
        war(jdk, ShopModules.jakarta().ofTwoHouses(), "10", Marks.POM, List.of());
    }

    @EveryJdk
    void ear(Jdk jdk) throws IOException {
        ShopModules shop = once("deployed", () -> Deployments.deployed(ShopModules.jakarta()));
        int port = free();
        same(shop, sail(Deployments.ear(jdk, shop, Marks.POM, port), port, "/shop"));
    }

    @EveryJdk
    void war_that_is_not_unpacked(Jdk jdk) throws IOException {
        ShopModules shop = once("deployed", () -> Deployments.deployed(ShopModules.jakarta()));
        int port = free();
        same(shop, sail(Deployments.packedWar(jdk, shop, Marks.NONE, port), port, "/shop"));
    }

    @EveryJdk
    void war_in_a_virtual_file_system(Jdk jdk) throws IOException {
        ShopModules shop = once("deployed", () -> Deployments.deployed(ShopModules.jakarta()));
        int port = free();
        same(shop, sail(Deployments.virtualWar(jdk, shop, Marks.NONE, port), port, "/shop"));
    }

    @EveryJdk
    void osgi_bundles(Jdk jdk) throws IOException {
        ShopModules shop = once("bundles", () -> Deployments.bundled(ShopModules.osgi()));
        int port = free();
        same(shop, sail(Deployments.bundles(jdk, shop, port), port, ""));
    }

    @EveryJdk
    void quarkus_fast_jar(Jdk jdk) throws IOException {
        ShopModules shop = once("quarkus", () -> Deployments.deployed(ShopModules.jakarta(), "11"));
        int port = free();
        same(shop, sail(Layouts.quarkus(jdk, port), port, ""));
    }

    @EveryJdk
    void kotlin(Jdk jdk) throws IOException {
        ShopModules shop = once("kotlin", Layouts::inKotlin);
        int port = free();
        same(shop, sail(Layouts.kotlin(jdk, shop, port), port, ""));
    }

    @EveryJdk
    void scala(Jdk jdk) throws IOException {
        ShopModules shop = once("scala", Layouts::inScala);
        int port = free();
        same(shop, sail(Layouts.scala(jdk, shop, port), port, ""));
    }

    @EveryJdk
    void test_run_by_surefire(Jdk jdk) throws IOException {
        ShopModules shop = once("tested", Layouts::tested);
        Set<String> expected = new TreeSet<>(shop.expected());
        // a test may well have its database inside, and what it prints goes to Surefire
        expected.removeIf(line -> line.startsWith("jdbc/embedded-database ") || line.startsWith("log/system-out "));
        Logbook log = Surefire.run(jdk, shop, environment());
        assertThat(places(log)).as(() -> log.toString()).isEqualTo(expected);
    }

    private static void war(Jdk jdk, ShopModules modules, String tomcat, Marks marks, List<String> inClasses)
            throws IOException {
        ShopModules shop = Deployments.deployed(modules, tomcat);
        int port = free();
        Voyage voyage = Deployments.tomcat(jdk, tomcat, port);
        Path war = Deployments.war(shop, marks, inClasses, voyage.directory());
        Files.createDirectories(Deployments.webapps(voyage));
        Files.move(war, Deployments.webapps(voyage).resolve("shop.war"));
        same(shop, sail(voyage, port, "/shop"));
    }

    /** Asks for eight receipts and brings two pictures, then ends the program by a signal. */
    private static Logbook sail(Voyage voyage, int port, String context) throws IOException {
        environment().forEach(voyage::environment);
        voyage.limit(PATIENCE);
        try (Running running = voyage.start()) {
            String root = "http://127.0.0.1:" + port + context;
            running.answers(URI.create(root + "/orders?customer=first-of-all"));
            for (int i = 0; i < 8; i++) {
                assertThat(status(root + "/orders?customer=customer-" + i, null))
                        .isEqualTo(200);
            }
            for (int i = 0; i < 2; i++) {
                assertThat(status(root + "/pictures", "picture " + i)).isEqualTo(200);
            }
            return running.terminate().finish();
        }
    }

    /** Compiled once, whichever JDK runs it. */
    private static ShopModules once(String name, Supplier<ShopModules> shop) {
        return COMPILED.computeIfAbsent(name, absent -> shop.get());
    }

    private static Map<String, String> environment() {
        return Map.of(
                "DB_PASSWORD",
                "tide-and-time-47",
                "STOCK_URL",
                "http://127.0.0.1:" + warehouse.getAddress().getPort() + "/level");
    }

    private static void same(ShopModules shop, Logbook log) {
        assertThat(places(log)).as(() -> log.toString()).isEqualTo(shop.expected());
    }

    private static Set<String> places(Logbook log) {
        return log.findings().stream()
                .filter(finding -> !finding.state().equals("suspected"))
                .map(finding -> finding.rule() + " " + place(finding))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String place(Sighting finding) {
        String type = finding.className();
        if (type == null) {
            return "-";
        }
        return type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + finding.file() + ":" + finding.line();
    }

    private static int status(String address, String picture) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
        if (picture != null) {
            request.header("Content-Type", "image/png").POST(HttpRequest.BodyPublishers.ofString(picture));
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

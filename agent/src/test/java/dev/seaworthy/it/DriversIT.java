package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Drivers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hsqldb.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Every driver that people use, and two that nobody knows, in one program a JDK. */
class DriversIT {

    private static final String UNPOOLED = "jdbc/unpooled-connection";
    private static final String TOO_MANY = "jdbc/too-many-clients";
    private static final String USER = "skipper";
    private static final String PASSWORD = "kR8vTq2xzLw";
    private static final int TIMES = 12;

    private static final List<AutoCloseable> SERVERS = new ArrayList<>();
    private static final List<String> REAL = new ArrayList<>();
    private static final List<String> FULL = new ArrayList<>();
    private static final List<String> OPENED = new ArrayList<>();
    private static final List<String> REFUSED = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        postgres();
        h2();
        hsqldb();
        derby(folder);
        clickHouse();
        real("jdbc:sqlite:shop.db", "org.sqlite.SQLiteDataSource", "Url=jdbc:sqlite:shop.db");
        // DuckDB's driver has no DataSource; the one that nobody registers makes up for it in the count.
        OPENED.add("jdbc:duckdb:duck.db");
        REAL.add("jdbc:duckdb:duck.db||");
        for (String product : List.of("mysql", "mariadb")) {
            String type = product.equals("mysql")
                    ? "com.mysql.cj.jdbc.MysqlDataSource"
                    : "org.mariadb.jdbc.MariaDbDataSource";
            String one = "jdbc:" + product + "://localhost:"
                    + keep(FullServer.mysql()).port() + "/shop";
            String other = "jdbc:" + product + "://localhost:"
                    + keep(FullServer.mysql()).port() + "/shop";
            full(one, other, type, "Url=" + other, "User=" + USER, "Password=" + PASSWORD);
        }
        String scott =
                "jdbc:oracle:thin:@//localhost:" + keep(FullServer.oracle()).port() + "/shop";
        String tiger =
                "jdbc:oracle:thin:@//localhost:" + keep(FullServer.oracle()).port() + "/shop";
        full(scott, tiger, "oracle.jdbc.pool.OracleDataSource", "URL=" + tiger, "User=" + USER, "Password=" + PASSWORD);
        int port = keep(FullServer.sqlServer()).port();
        full(
                "jdbc:sqlserver://localhost:" + keep(FullServer.sqlServer()).port()
                        + ";databaseName=shop;encrypt=false;connectRetryCount=0",
                "jdbc:sqlserver://localhost:" + port + "/shop",
                "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
                "ServerName=localhost",
                "PortNumber=" + port,
                "DatabaseName=shop",
                "User=" + USER,
                "Password=" + PASSWORD,
                "Encrypt=false",
                "ConnectRetryCount=0");
    }

    private static void postgres() throws Exception {
        EmbeddedPostgres server = keep(EmbeddedPostgres.builder().start());
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " login");
        }
        real(url, "org.postgresql.ds.PGSimpleDataSource", "Url=" + url, "User=" + USER, "Password=" + PASSWORD);
    }

    private static void h2() throws Exception {
        org.h2.tools.Server server = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists")
                .start();
        SERVERS.add(server::stop);
        for (String path :
                List.of("mem:shop;DB_CLOSE_DELAY=-1", "./h2shop", "tcp://localhost:" + server.getPort() + "/mem:s")) {
            real(
                    "jdbc:h2:" + path,
                    "org.h2.jdbcx.JdbcDataSource",
                    "URL=jdbc:h2:" + path,
                    "User=" + USER,
                    "Password=" + PASSWORD);
        }
    }

    private static void hsqldb() throws Exception {
        Server server = new Server();
        server.setSilent(true);
        server.setLogWriter(null);
        server.setDatabaseName(0, "shop");
        server.setDatabasePath(0, "mem:shop;user=" + USER + ";password=" + PASSWORD);
        server.setPort(freePort());
        server.start();
        SERVERS.add(server::stop);
        for (String path : List.of("mem:shop", "hsql://localhost:" + server.getPort() + "/shop")) {
            real(
                    "jdbc:hsqldb:" + path,
                    "org.hsqldb.jdbc.JDBCDataSource",
                    "Url=jdbc:hsqldb:" + path,
                    "User=" + USER,
                    "Password=" + PASSWORD);
        }
    }

    /** Its server is in jars that this JVM does not have on its class path. */
    private static void derby(Path folder) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String name : List.of("derby", "derbyshared", "derbynet", "derbytools")) {
            jars.add(Libraries.jar(name).toUri().toURL());
        }
        System.setProperty("derby.system.home", folder.toString());
        URLClassLoader loader =
                keep(new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
        Class<?> control = loader.loadClass("org.apache.derby.drda.NetworkServerControl");
        int port = freePort();
        Object server = control.getConstructor(InetAddress.class, int.class)
                .newInstance(InetAddress.getLoopbackAddress(), port);
        control.getMethod("start", PrintWriter.class).invoke(server, (PrintWriter) null);
        SERVERS.add(0, () -> control.getMethod("shutdown").invoke(server));
        org.awaitility.Awaitility.await().ignoreExceptions().until(() -> {
            control.getMethod("ping").invoke(server);
            return true;
        });
        real(
                "jdbc:derby:memory:shop;create=true",
                "org.apache.derby.jdbc.EmbeddedDataSource",
                "DatabaseName=memory:shop",
                "User=" + USER,
                "Password=" + PASSWORD);
        real(
                "jdbc:derby://localhost:" + port + "/memory:net;create=true",
                "org.apache.derby.jdbc.ClientDataSource",
                "ServerName=localhost",
                "PortNumber=" + port,
                "DatabaseName=memory:net",
                "User=" + USER,
                "Password=" + PASSWORD);
    }

    /** As much of ClickHouse as its driver asks for while it connects. */
    private static void clickHouse() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            java.io.ByteArrayOutputStream rows = new java.io.ByteArrayOutputStream();
            rows.write(3);
            for (String text :
                    List.of("user", "timezone", "version", "String", "String", "String", USER, "UTC", "25.3.1")) {
                rows.write(text.length());
                rows.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            }
            exchange.getResponseHeaders().add("X-ClickHouse-Format", "RowBinaryWithNamesAndTypes");
            exchange.getResponseHeaders().add("X-ClickHouse-Timezone", "UTC");
            exchange.sendResponseHeaders(200, rows.size());
            exchange.getResponseBody().write(rows.toByteArray());
            exchange.close();
        });
        server.start();
        SERVERS.add(() -> server.stop(0));
        String url = "jdbc:ch://localhost:" + server.getAddress().getPort() + "/shop";
        real(url, "com.clickhouse.jdbc.ClickHouseDataSource", "new=" + url);
    }

    private static void real(String url, String type, String... properties) {
        OPENED.add(url.split(";")[0]);
        REAL.add(String.join("|", url, USER, PASSWORD, type, String.join("|", properties)));
    }

    private static void full(String url, String other, String type, String... properties) {
        REFUSED.add(url.split(";")[0] + " byDriver");
        REFUSED.add(other + " bySource");
        FULL.add(String.join("|", url, USER, PASSWORD, type, String.join("|", properties)));
    }

    /** How many physical connections were counted, by URL and by who opened them. */
    private static Map<String, Long> opened(Logbook log) {
        Map<String, Long> opened = new TreeMap<>();
        for (Sighting seen : log.confirmed(UNPOOLED)) {
            if (!seen.evidence().has("places")) {
                opened.merge(seen.target() + " " + seen.method(), seen.count(), Long::sum);
                continue;
            }
            seen.evidence().getAsJsonObject("places").entrySet().forEach(place -> {
                String method = place.getKey().replaceAll("\\(.*", "").replaceAll(".*\\.", "");
                opened.merge(seen.target() + " " + method, place.getValue().getAsLong(), Long::sum);
            });
        }
        return opened;
    }

    private static Map<String, Long> expected() {
        Map<String, Long> expected = new TreeMap<>();
        for (String target : OPENED) {
            expected.put(target + " byDriver", (long) TIMES);
            if (!target.startsWith("jdbc:duckdb:")) {
                expected.put(target + " bySource", (long) TIMES);
            }
        }
        expected.put("jdbc:sqlite:quiet.db getConnection", (long) TIMES);
        return expected;
    }

    private static <T extends AutoCloseable> T keep(T server) {
        SERVERS.add(server);
        return server;
    }

    private static long dropped(Logbook log, String where) {
        JsonObject dropped = log.report().getAsJsonObject("coverage").getAsJsonObject("dropped");
        return dropped.has(where) ? dropped.get(where).getAsLong() : 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable server : SERVERS) {
            server.close();
        }
    }

    @NewestJdk
    void counts_what_every_driver_opens_by_itself_and_by_its_data_source(Jdk jdk) {
        List<String> all = new ArrayList<>(REAL);
        all.addAll(FULL);
        Logbook log = Voyage.of(jdk, Drivers.class)
                .with(
                        "postgresql",
                        "h2",
                        "hsqldb",
                        "derby",
                        "derbyshared",
                        "derbytools",
                        "derbyclient",
                        "sqlite-jdbc",
                        "duckdb_jdbc",
                        "clickhouse-jdbc",
                        "mysql-connector-j",
                        "mariadb-java-client",
                        "mssql-jdbc",
                        "ojdbc11",
                        "slf4j-api")
                .limit(Duration.ofSeconds(120))
                .arguments(all.toArray(String[]::new))
                .run()
                .ended();

        assertThat(log.observations("jdbc.connection")).isEqualTo((REAL.size() * 2L) * TIMES);
        // The first connection of a class waits a quarter of a second for its hooks: on a busy machine that may not do,
        // and the others of that class come and go unseen as well until they are in place.
        assertThat(log.observations("jdbc.close"))
                .isBetween((REAL.size() * 2L - 2 * dropped(log, "late-patience")) * TIMES, (REAL.size() * 2L) * TIMES);
        assertThat(log.observations("jdbc.refused")).isEqualTo(FULL.size() * 2L);
        assertThat(opened(log)).isEqualTo(expected());
        assertThat(log.confirmed(TOO_MANY).stream()
                        .map(seen -> seen.target() + " " + seen.method())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(REFUSED);
        assertThat(log.confirmed("jdbc/privileged-login")).isEmpty();
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }
}

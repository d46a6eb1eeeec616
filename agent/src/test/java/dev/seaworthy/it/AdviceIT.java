package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.seaworthy.harness.Certificate;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.report.html.Samples;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules' pages advise, done as they say, on a real PostgreSQL with the real driver and pool. */
class AdviceIT {

    private static final int ROWS = 1_000;

    private static String page(String rule) {
        return Samples.catalogue().stream()
                .filter(card -> card.id().equals(rule))
                .findFirst()
                .orElseThrow()
                .page();
    }

    /** The statements in the page's own block, for this database. */
    private static String[] sql(String rule, Postgres database) {
        String page = page(rule);
        int from = page.indexOf("```sql\n") + 7;
        return page.substring(from, page.indexOf("```", from))
                .replace("DATABASE shop", "DATABASE " + database.name())
                .replaceAll("(?m)^--.*$", "")
                .strip()
                .split(";\\s*");
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void the_login_that_the_page_creates_can_work_with_what_is_there_and_with_what_comes() throws Exception {
        Postgres database = Postgres.database("create table before (id serial primary key, n int)");
        database.execute("revoke create on schema public from public");
        database.execute(sql("jdbc/privileged-login", database));
        database.execute("create table later (id serial primary key, n int)");

        try (Connection connection = DriverManager.getConnection(database.url() + "?user=shop_app");
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"before", "later"}) {
                statement.execute("insert into " + table + " (n) values (7)");
                statement.execute("update " + table + " set n = 8");
                assertThat(count(connection, "select n from " + table)).isEqualTo(8);
                statement.execute("delete from " + table);
                assertThatThrownBy(() -> statement.execute("drop table " + table))
                        .hasMessageContaining("owner");
            }
            assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    /** Without the class, {@code verify-full} asks for a file in the user's home even for a public authority. */
    @Test
    void the_class_that_the_page_names_verifies_by_the_trust_store_of_the_jvm(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("shop-db", folder);
        String named = "org.postgresql.ssl.DefaultJavaSSLFactory";
        assertThat(page("jdbc/plaintext-transport")).contains("sslfactory=" + named, "sslrootcert=FILE");
        try (EmbeddedPostgres server = certificate.server().start()) {
            String url =
                    "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres&sslmode=verify-full";

            assertThatThrownBy(() -> DriverManager.getConnection(url)).hasMessageContaining("root.crt");
            assertThatThrownBy(() -> DriverManager.getConnection(url + "&sslfactory=" + named))
                    .hasMessageNotContaining("root.crt")
                    .rootCause()
                    .hasMessageContaining("certification path");
        }
    }

    /** As Spring Boot binds it: to the pool's property, which is a number of milliseconds. */
    @Test
    void the_timeout_of_a_pool_is_a_number() {
        assertThat(page("jdbc/pool-exhausted")).contains("spring.datasource.hikari.connection-timeout=3000");
        Properties properties = new Properties();
        properties.setProperty("connectionTimeout", "3000");
        assertThat(new HikariConfig(properties).getConnectionTimeout()).isEqualTo(3_000);
    }

    /** With autocommit the driver reads all rows at once, whatever the fetch size. */
    @Test
    void a_fetch_size_streams_in_a_transaction_alone() throws Exception {
        assertThat(page("jdbc/unbounded-result")).contains("only inside a transaction", "@Transactional");
        Postgres database = Postgres.database("create table big as select n from generate_series(1, " + ROWS + ") n");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url() + "?user=postgres");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThat(portals(pool, true)).isZero();
            assertThat(portals(pool, false)).isEqualTo(1);
        }
    }

    /** How many results the server keeps open while the first row of the table is read. */
    private static long portals(HikariDataSource pool, boolean autocommit) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(autocommit);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(100);
                try (ResultSet rows = statement.executeQuery("select n from big")) {
                    rows.next();
                    return count(connection, "select count(*) from pg_cursors where statement = 'select n from big'");
                }
            }
        }
    }
}

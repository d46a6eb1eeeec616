package com.example.shop.connection;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connections that are kept, shared, unlimited, unencrypted, or too many; each to a database of its own. */
@RestController
class BadConnections {

    private final NextDoor nextDoor;
    private final DataSource vouchers;
    private final DataSource reports;
    private final DataSource audit;
    private final JdbcClient archive;
    private final JdbcClient supplier;
    private final JdbcClient branch;
    private final JdbcClient search;
    private final JdbcClient till;

    BadConnections(NextDoor nextDoor) {
        this.nextDoor = nextDoor;
        vouchers = pool(nextDoor.databaseUrl("vouchers.db.shop.internal"), 6);
        reports = pool(nextDoor.databaseUrl("reports.db.shop.internal"), 1);
        audit = pool(nextDoor.databaseUrl("audit.db.shop.internal"), 2);
        archive = JdbcClient.create(archivePool());
        supplier = JdbcClient.create(pool(nextDoor.databaseUrl("supplier.db.shop.internal", nextDoor.tls()), 1));
        branch = JdbcClient.create(
                pool(nextDoor.databaseUrl("branch.db.shop.internal", "sslmode=disable&" + NextDoor.LIMITS), 1));
        search = JdbcClient.create(searchPool());
        till = JdbcClient.create(tillPool());
    }

    /** Shows jdbc/connection-leak: a voucher that nobody knows costs the shop a connection, until none is left. */
    @Shows(
            rule = "jdbc/connection-leak",
            side = Side.BAD,
            does = "looks up a voucher",
            how = "returns early, and forgets to close the connection")
    @GetMapping("/bad/connections/voucher")
    String voucher() throws SQLException {
        // This one gives its connection back.
        JdbcClient.create(vouchers)
                .sql("SELECT count(*) FROM customer WHERE id = 1")
                .query(Integer.class)
                .single();
        Connection connection = vouchers.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT product FROM orders WHERE id = 0");
        ResultSet rows = statement.executeQuery();
        if (!rows.next()) {
            return "no such voucher";
        }
        String product = rows.getString(1);
        connection.close();
        return product;
    }

    /** Shows jdbc/pool-exhausted: while one makes a report, the others queue for the connection. */
    @Shows(
            rule = "jdbc/pool-exhausted",
            side = Side.BAD,
            does = "prints a report",
            how = "holds the only connection while it prints")
    @GetMapping("/bad/connections/report")
    int report() throws SQLException {
        try (Connection connection = reports.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), pg_sleep(0.7) FROM customer")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Shows jdbc/nested-connection: if two come at once, each holds one connection and waits for the other's. */
    @Shows(
            rule = "jdbc/nested-connection",
            side = Side.BAD,
            does = "sells, with a number for the receipt",
            how = "the number comes over a second connection")
    @GetMapping("/bad/connections/sale")
    int sale() throws SQLException {
        try (Connection outer = audit.getConnection();
                Statement sale = outer.createStatement()) {
            sale.executeUpdate("UPDATE stock SET pieces = pieces - 1 WHERE id = 3");
            try (Connection inner = audit.getConnection();
                    Statement statement = inner.createStatement();
                    ResultSet number = statement.executeQuery("SELECT count(*) + 1 FROM purchase")) {
                number.next();
                return number.getInt(1);
            }
        }
    }

    /** Shows jdbc/no-connection-validation: after a failover of the database its connections are dead, and stay. */
    @Shows(
            rule = "jdbc/no-connection-validation",
            side = Side.BAD,
            does = "reads the archive",
            how = "from connections that live forever",
            at = "archivePool")
    @GetMapping("/bad/connections/archive")
    int archive() {
        return archive.sql("SELECT count(*) FROM orders").query(Integer.class).single();
    }

    /** Shows jdbc/no-socket-timeout: when the supplier's machine dies, each request waits forever. */
    @Shows(
            rule = "jdbc/no-socket-timeout",
            side = Side.BAD,
            does = "asks the supplier's database",
            how = "waits for the answer without a limit")
    @GetMapping("/bad/connections/supplier")
    int supplier() {
        return supplier.sql("SELECT count(*) FROM stock").query(Integer.class).single();
    }

    /** Shows jdbc/plaintext-transport: everyone on the way reads along. */
    @Shows(rule = "jdbc/plaintext-transport", side = Side.BAD, does = "asks the branch's database", how = "unencrypted")
    @GetMapping("/bad/connections/branch")
    int branch() {
        return branch.sql("SELECT count(*) FROM customer").query(Integer.class).single();
    }

    /** Shows jdbc/pool-exceeds-db-limit: 20 for each of three replicas, of 30 that the database accepts. */
    @Shows(
            rule = "jdbc/pool-exceeds-db-limit",
            side = Side.BAD,
            does = "counts the products",
            how = "a pool of 20 connections per replica",
            at = "searchPool")
    @GetMapping("/bad/connections/search")
    int search() {
        return search.sql("SELECT count(*) FROM orders WHERE product LIKE 'anchor%'")
                .query(Integer.class)
                .single();
    }

    /** Shows jdbc/toy-pool: all tills share one connection, and each other's transactions. */
    @Shows(
            rule = "jdbc/toy-pool",
            side = Side.BAD,
            does = "counts the purchases",
            how = "one connection for all threads",
            at = "tillPool")
    @GetMapping("/bad/connections/till")
    int till() {
        return till.sql("SELECT count(*) FROM purchase").query(Integer.class).single();
    }

    private DataSource archivePool() {
        HikariDataSource pool = new HikariDataSource();
        login(pool, nextDoor.databaseUrl("archive.db.shop.internal"), 1);
        pool.setMaxLifetime(0);
        return pool;
    }

    private DataSource searchPool() {
        HikariDataSource pool = new HikariDataSource();
        login(pool, nextDoor.databaseUrl("search.db.shop.internal"), 20);
        return pool;
    }

    private DataSource tillPool() {
        return new SingleConnectionDataSource(
                nextDoor.databaseUrl("till.db.shop.internal"), "shop", nextDoor.shopPassword(), true);
    }

    private DataSource pool(String url, int connections) {
        HikariDataSource pool = new HikariDataSource();
        login(pool, url, connections);
        return pool;
    }

    private void login(HikariDataSource pool, String url, int connections) {
        pool.setJdbcUrl(url);
        pool.setUsername("shop");
        pool.setPassword(nextDoor.shopPassword());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(5_000);
    }
}

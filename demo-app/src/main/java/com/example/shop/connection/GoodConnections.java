package com.example.shop.connection;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connections from the shop's one pool: closed, limited, encrypted, and few. */
@RestController
class GoodConnections {

    private final DataSource pool;
    private final JdbcClient shopDatabase;

    GoodConnections(DataSource pool, JdbcClient shopDatabase) {
        this.pool = pool;
        this.shopDatabase = shopDatabase;
    }

    /** The good side of jdbc/connection-leak: a voucher that nobody knows costs nothing. */
    @Shows(
            rule = "jdbc/connection-leak",
            side = Side.GOOD,
            does = "looks up a voucher",
            how = "try-with-resources closes the connection")
    @GetMapping("/good/connections/voucher")
    String voucher() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT product FROM orders WHERE id = 0");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "no such voucher";
        }
    }

    /** The good side of jdbc/pool-exhausted: a connection is held for a moment, not for as long as it prints. */
    @Shows(
            rule = "jdbc/pool-exhausted",
            side = Side.GOOD,
            does = "prints a report",
            how = "reads what it prints, then closes the connection")
    @GetMapping("/good/connections/report")
    int report() {
        return shopDatabase
                .sql("SELECT count(*) FROM customer")
                .query(Integer.class)
                .single();
    }

    /** The good side of jdbc/nested-connection: the number waits until the sale has given its connection back. */
    @Shows(
            rule = "jdbc/nested-connection",
            side = Side.GOOD,
            does = "sells, with a number for the receipt",
            how = "one connection after the other")
    @GetMapping("/good/connections/sale")
    int sale() {
        shopDatabase.sql("UPDATE stock SET pieces = pieces - 1 WHERE id = 3").update();
        return shopDatabase
                .sql("SELECT count(*) + 1 FROM purchase")
                .query(Integer.class)
                .single();
    }

    /** The good side of jdbc/no-connection-validation: connections are tested, and replaced after half an hour. */
    @Shows(
            rule = "jdbc/no-connection-validation",
            side = Side.GOOD,
            does = "reads the archive",
            how = "from connections that are replaced")
    @GetMapping("/good/connections/archive")
    int archive() {
        return shopDatabase
                .sql("SELECT count(*) FROM orders")
                .query(Integer.class)
                .single();
    }

    /** The good side of jdbc/no-socket-timeout: gives up after 30 seconds. */
    @Shows(
            rule = "jdbc/no-socket-timeout",
            side = Side.GOOD,
            does = "asks the supplier's database",
            how = "waits for the answer for 30 seconds")
    @GetMapping("/good/connections/supplier")
    int supplier() {
        return shopDatabase
                .sql("SELECT count(*) FROM stock")
                .query(Integer.class)
                .single();
    }

    /** The good side of jdbc/plaintext-transport: encrypted, and the server is known. */
    @Shows(rule = "jdbc/plaintext-transport", side = Side.GOOD, does = "asks the branch's database", how = "over TLS")
    @GetMapping("/good/connections/branch")
    int branch() {
        return shopDatabase
                .sql("SELECT count(*) FROM customer")
                .query(Integer.class)
                .single();
    }

    /** The good side of jdbc/pool-exceeds-db-limit: 3 for each of three replicas, of 30 that the database accepts. */
    @Shows(
            rule = "jdbc/pool-exceeds-db-limit",
            side = Side.GOOD,
            does = "counts the products",
            how = "a pool of 3 connections per replica")
    @GetMapping("/good/connections/search")
    int search() {
        return shopDatabase
                .sql("SELECT count(*) FROM orders WHERE product LIKE 'anchor%'")
                .query(Integer.class)
                .single();
    }

    /** The good side of jdbc/toy-pool: HikariCP gives each thread a connection for itself. */
    @Shows(
            rule = "jdbc/toy-pool",
            side = Side.GOOD,
            does = "counts the purchases",
            how = "a pool that is made for production")
    @GetMapping("/good/connections/till")
    int till() {
        return shopDatabase
                .sql("SELECT count(*) FROM purchase")
                .query(Integer.class)
                .single();
    }
}

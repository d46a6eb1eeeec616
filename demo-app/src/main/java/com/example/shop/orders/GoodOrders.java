package com.example.shop.orders;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders, read over a connection that is borrowed from the pool. */
@RestController
class GoodOrders {

    private final JdbcClient shopDatabase;
    /** As many as the pool has connections; first come, first served. */
    private final Semaphore turns = new Semaphore(3, true);

    GoodOrders(JdbcClient shopDatabase) {
        this.shopDatabase = shopDatabase;
    }

    /** The good side of jdbc/unpooled-connection: HikariCP keeps the connection for the next request. */
    @Shows(
            rule = "jdbc/unpooled-connection",
            side = Side.GOOD,
            does = "lists the orders",
            how = "a connection from the pool")
    @GetMapping("/good/orders")
    List<String> orders() {
        return shopDatabase
                .sql("SELECT product FROM orders ORDER BY id LIMIT 10")
                .query(String.class)
                .list();
    }

    /** The good side of jdbc/too-many-clients: 40 users at once are served three at a time, and nobody waits for a connection. */
    @Shows(
            rule = "jdbc/too-many-clients",
            side = Side.GOOD,
            does = "makes the sales report",
            how = "three at a time, with the connections of a pool")
    @GetMapping("/good/orders/report")
    int report() throws InterruptedException {
        turns.acquire();
        try {
            return shopDatabase
                    .sql("SELECT count(*) FROM orders")
                    .query((row, number) -> row.getInt(1))
                    .single();
        } finally {
            turns.release();
        }
    }
}

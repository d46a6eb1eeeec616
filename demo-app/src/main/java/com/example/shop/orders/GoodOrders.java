package com.example.shop.orders;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders, read over a connection that is borrowed from the pool. */
@RestController
class GoodOrders {

    private final JdbcClient shopDatabase;

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

    /** The good side of jdbc/too-many-clients: 40 users at once wait for one of three connections. */
    @Shows(
            rule = "jdbc/too-many-clients",
            side = Side.GOOD,
            does = "makes the sales report, which takes half a second",
            how = "a pool of three, for which the others wait")
    @GetMapping("/good/orders/report")
    int report() {
        return shopDatabase
                .sql("SELECT count(*), pg_sleep(0.5) FROM orders")
                .query((row, number) -> row.getInt(1))
                .single();
    }
}

package com.example.shop.orders;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders, read over a connection that is opened for each request. */
@RestController
class BadOrders {

    private final NextDoor nextDoor;

    BadOrders(NextDoor nextDoor) {
        this.nextDoor = nextDoor;
    }

    /** Shows jdbc/unpooled-connection: every request pays for a connection of its own and throws it away. */
    @Shows(
            rule = "jdbc/unpooled-connection",
            side = Side.BAD,
            does = "lists the orders",
            how = "DriverManager.getConnection per request")
    @GetMapping("/bad/orders")
    List<String> orders() throws SQLException {
        List<String> orders = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(nextDoor.databaseUrl(), "shop", nextDoor.shopPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT product FROM orders ORDER BY id LIMIT 10")) {
            while (rows.next()) {
                orders.add(rows.getString(1));
            }
        }
        return orders;
    }

    /** Shows jdbc/too-many-clients: 40 users at once are 40 connections, and the database accepts 30. */
    @Shows(
            rule = "jdbc/too-many-clients",
            also = "jdbc/unpooled-connection",
            side = Side.BAD,
            does = "makes the sales report",
            how = "one connection per user, held for half a second")
    @GetMapping("/bad/orders/report")
    int report() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(nextDoor.databaseUrl(), "shop", nextDoor.shopPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), pg_sleep(0.5) FROM orders")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

package com.example.shop.dashboard;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages for the shop's staff, which ask the database once, for what a page can show. */
@RestController
class GoodDashboard {

    private static final String[] TABLES = {"customer", "orders", "stock", "page_view"};

    private final JdbcClient shopDatabase;

    GoodDashboard(JdbcClient shopDatabase) {
        this.shopDatabase = shopDatabase;
    }

    /** The good side of jdbc/n-plus-one: a join. */
    @Shows(
            rule = "jdbc/n-plus-one",
            side = Side.GOOD,
            does = "lists orders with their customers",
            how = "one query that joins both")
    @GetMapping("/good/dashboard/orders")
    List<String> orders() {
        return shopDatabase
                .sql("SELECT c.name FROM orders o JOIN customer c ON c.id = o.customer ORDER BY o.id LIMIT 20")
                .query(String.class)
                .list();
    }

    /** The good side of jdbc/chatty-request: a query for each table yields all of its numbers. */
    @Shows(
            rule = "jdbc/chatty-request",
            side = Side.GOOD,
            does = "shows the numbers of the day",
            how = "one query per table")
    @GetMapping("/good/dashboard")
    List<Map<String, Object>> numbers() {
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (String table : TABLES) {
            numbers.add(shopDatabase
                    .sql("SELECT count(*), min(id), max(id), sum(id), avg(id), variance(id) FROM " + table)
                    .query()
                    .singleRow());
        }
        return numbers;
    }

    /** The good side of jdbc/unbounded-result: a page, whose last line is where the next one begins. */
    @Shows(
            rule = "jdbc/unbounded-result",
            side = Side.GOOD,
            does = "shows which pages were viewed",
            how = "loads 50 rows")
    @GetMapping("/good/dashboard/views")
    int views() {
        return shopDatabase
                .sql("SELECT page FROM page_view WHERE id > 0 ORDER BY id LIMIT 50")
                .query(String.class)
                .list()
                .size();
    }

    /** The good side of jdbc/runtime-ddl: a migration created the table before the shop started. */
    @Shows(
            rule = "jdbc/runtime-ddl",
            side = Side.GOOD,
            does = "takes an address for the newsletter",
            how = "the table already exists")
    @PostMapping("/good/dashboard/newsletter")
    int subscribe() {
        return shopDatabase
                .sql("INSERT INTO newsletter (day, mail) VALUES (current_date, 'grace@example.com')")
                .update();
    }

    /** The good side of jdbc/request-value-in-sql: a bind parameter. */
    @Shows(
            rule = "jdbc/request-value-in-sql",
            side = Side.GOOD,
            does = "finds a customer by name",
            how = "binds the name")
    @GetMapping("/good/dashboard/search")
    List<Integer> search(@RequestParam(defaultValue = "Grace 1") String name) {
        return shopDatabase
                .sql("SELECT id FROM customer WHERE name = ? LIMIT 20")
                .param(name)
                .query(Integer.class)
                .list();
    }
}

package com.example.shop.dashboard;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages for the shop's staff, which ask the database too often, for too much, or to change. */
@RestController
class BadDashboard {

    private static final String[] TABLES = {"customer", "orders", "stock", "page_view"};
    private static final String[] NUMBERS = {
        "count(*)",
        "min(id)",
        "max(id)",
        "sum(id)",
        "avg(id)",
        "variance(id)",
        "stddev(id)",
        "count(DISTINCT id)",
        "max(-id)"
    };

    private final JdbcClient shopDatabase;

    BadDashboard(JdbcClient shopDatabase) {
        this.shopDatabase = shopDatabase;
    }

    /** Shows jdbc/n-plus-one: one query for the orders, and one more for each of them. */
    @Shows(
            rule = "jdbc/n-plus-one",
            side = Side.BAD,
            does = "lists orders with their customers",
            how = "one query per order for its customer")
    @GetMapping("/bad/dashboard/orders")
    List<String> orders() {
        List<Integer> customers = shopDatabase
                .sql("SELECT customer FROM orders ORDER BY id LIMIT 20")
                .query(Integer.class)
                .list();
        List<String> names = new ArrayList<>();
        for (Integer customer : customers) {
            names.add(shopDatabase
                    .sql("SELECT name FROM customer WHERE id = ?")
                    .param(customer)
                    .query(String.class)
                    .single());
        }
        return names;
    }

    /** Shows jdbc/chatty-request: 36 numbers, each by a query of its own, one after the other. */
    @Shows(
            rule = "jdbc/chatty-request",
            side = Side.BAD,
            does = "shows the numbers of the day",
            how = "one query per number")
    @GetMapping("/bad/dashboard")
    List<Object> numbers() {
        List<Object> numbers = new ArrayList<>();
        for (String table : TABLES) {
            for (String number : NUMBERS) {
                numbers.add(shopDatabase
                        .sql("SELECT " + number + " FROM " + table)
                        .query()
                        .singleValue());
            }
        }
        return numbers;
    }

    /** Shows jdbc/unbounded-result: 3000 rows today, a million in a year, and all of them in memory. */
    @Shows(
            rule = "jdbc/unbounded-result",
            side = Side.BAD,
            does = "shows which pages were viewed",
            how = "loads the whole table")
    @GetMapping("/bad/dashboard/views")
    int views() {
        return shopDatabase
                .sql("SELECT page FROM page_view")
                .query(String.class)
                .list()
                .size();
    }

    /** Shows jdbc/runtime-ddl: the shop changes the schema that the other replicas are working with. */
    @Shows(
            rule = "jdbc/runtime-ddl",
            side = Side.BAD,
            does = "takes an address for the newsletter",
            how = "creates the table on the way")
    @PostMapping("/bad/dashboard/newsletter")
    int subscribe() {
        shopDatabase
                .sql("CREATE TABLE IF NOT EXISTS mailing.newsletter (day date NOT NULL, mail text NOT NULL)")
                .update();
        return shopDatabase
                .sql("INSERT INTO mailing.newsletter (day, mail) VALUES (current_date, 'grace@example.com')")
                .update();
    }

    /** Shows jdbc/request-value-in-sql: who types {@code x' OR '1'='1} sees all customers. */
    @Shows(
            rule = "jdbc/request-value-in-sql",
            side = Side.BAD,
            does = "finds a customer by name",
            how = "concatenates the name into the statement")
    @GetMapping("/bad/dashboard/search")
    List<Integer> search(@RequestParam(defaultValue = "Grace 1") String name) {
        return shopDatabase
                .sql("SELECT id FROM customer WHERE name = '" + name + "' LIMIT 20")
                .query(Integer.class)
                .list();
    }
}

package com.example.shop.cart;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cart, kept in the database that all replicas share. */
@RestController
class GoodCart {

    private final JdbcClient shopDatabase;

    GoodCart(JdbcClient shopDatabase) {
        this.shopDatabase = shopDatabase;
    }

    /** The good side of jdbc/embedded-database: PostgreSQL, as in production. */
    @Shows(
            rule = "jdbc/embedded-database",
            side = Side.GOOD,
            does = "puts a product into the cart",
            how = "the PostgreSQL that all replicas share")
    @PostMapping("/good/cart")
    int add() {
        return shopDatabase
                .sql("INSERT INTO cart_item (customer, product) VALUES (1, 'anchor')")
                .update();
    }
}

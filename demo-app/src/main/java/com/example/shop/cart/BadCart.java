package com.example.shop.cart;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cart, kept in a database inside this process. */
@RestController
class BadCart {

    private final JdbcClient inProcessDatabase;

    BadCart(@Qualifier("inProcessDatabase") DataSource inProcessDatabase) {
        this.inProcessDatabase = JdbcClient.create(inProcessDatabase);
    }

    /** Shows jdbc/embedded-database: the next replica has another cart, and a restart empties it. */
    @Shows(
            rule = "jdbc/embedded-database",
            side = Side.BAD,
            does = "puts a product into the cart",
            how = "H2 in this process")
    @PostMapping("/bad/cart")
    int add() {
        return inProcessDatabase
                .sql("INSERT INTO cart_item (customer, product) VALUES (1, 'anchor')")
                .update();
    }
}

package com.acme.shop.web;

import com.acme.orders.Orders;
import java.io.IOException;
import java.sql.SQLException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows orders. */
@RestController
public class OrdersController {

    public OrdersController() {
        Orders.prepare();
    }

    @GetMapping("/orders")
    String orders(@RequestParam("customer") String customer) throws SQLException, IOException {
        return Till.receipt(customer);
    }
}

package com.example.shop.stock;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stock, which speaks to the console. */
@RestController
class BadStock {

    private final Warehouse warehouse = new Warehouse();

    /** Shows log/system-out: a line without time, level or request, which nobody can switch off. */
    @Shows(
            rule = "log/system-out",
            side = Side.BAD,
            does = "takes a product from the stock and notes it",
            how = "System.out.println")
    @PostMapping("/bad/stock")
    int take() {
        int left = warehouse.take();
        System.out.println("stock: one anchor taken, " + left + " left");
        return left;
    }

    /** Shows log/system-out, variant print-stack-trace: thirty lines on stderr that no log search ties together. */
    @Shows(
            rule = "log/system-out",
            side = Side.BAD,
            does = "counts the stock, and notes that the warehouse is closed",
            how = "printStackTrace")
    @PostMapping("/bad/stock/count")
    int count() {
        try {
            return warehouse.count();
        } catch (WarehouseClosedException closed) {
            closed.printStackTrace();
            return warehouse.lastCount();
        }
    }
}

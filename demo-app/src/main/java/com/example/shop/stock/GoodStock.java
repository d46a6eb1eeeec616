package com.example.shop.stock;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stock, which speaks to the log. */
@RestController
class GoodStock {

    private static final Logger log = LoggerFactory.getLogger(GoodStock.class);

    private final Warehouse warehouse = new Warehouse();

    /** The good side of log/system-out: the line has a time, a level, a thread and a logger. */
    @Shows(
            rule = "log/system-out",
            side = Side.GOOD,
            does = "takes a product from the stock and notes it",
            how = "a logger")
    @PostMapping("/good/stock")
    int take() {
        int left = warehouse.take();
        log.info("one anchor taken, {} left", left);
        return left;
    }

    /** The good side of log/system-out, variant print-stack-trace: the exception is part of one event. */
    @Shows(
            rule = "log/system-out",
            side = Side.GOOD,
            does = "counts the stock, and notes that the warehouse is closed",
            how = "a logger, with the exception")
    @PostMapping("/good/stock/count")
    int count() {
        try {
            return warehouse.count();
        } catch (WarehouseClosedException closed) {
            log.warn("the warehouse is closed, the last count stands", closed);
            return warehouse.lastCount();
        }
    }
}

package com.example.shop.complaint;

import java.util.concurrent.atomic.AtomicInteger;

/** Where complaints get lost, in the same way for both sides. */
class Desk {

    static final int COMPLAINTS = 100;

    private final AtomicInteger customers = new AtomicInteger();

    String next() {
        return "customer-" + customers.incrementAndGet();
    }

    int find(String customer) {
        throw new ComplaintLostException("nothing of " + customer + " is in the drawer");
    }
}

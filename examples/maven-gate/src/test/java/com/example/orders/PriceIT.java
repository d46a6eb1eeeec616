package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Runs in the other of the two JVMs, and has nothing to find. */
class PriceIT {

    @Test
    void a_price_has_two_decimals() {
        assertEquals("12.50", new BigDecimal("12.5").setScale(2).toString());
    }
}

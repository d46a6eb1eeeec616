package com.example.shop.stock;

/** Nobody is there to count. */
class WarehouseClosedException extends Exception {

    WarehouseClosedException() {
        super("nobody is there to count");
    }
}

package com.example.shop.complaint;

/** The desk has lost a complaint. */
class ComplaintLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ComplaintLostException(String message) {
        super(message);
    }
}

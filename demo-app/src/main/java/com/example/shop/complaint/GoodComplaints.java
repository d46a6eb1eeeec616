package com.example.shop.complaint;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Complaints, of which the log says what is needed. */
@RestController
class GoodComplaints {

    private static final Logger log = LoggerFactory.getLogger(GoodComplaints.class);

    private final Desk desk = new Desk();

    /** The good side of log/error-swallowed: the cause is in the log, with its stack trace. */
    @Shows(
            rule = "log/error-swallowed",
            side = Side.GOOD,
            does = "finds a complaint, or fails",
            how = "status 500, and the exception in the log")
    @GetMapping("/good/complaints/one")
    ResponseEntity<Integer> find() {
        String customer = desk.next();
        try {
            return ResponseEntity.ok(desk.find(customer));
        } catch (ComplaintLostException lost) {
            log.error("cannot find the complaint of {}", customer, lost);
            return ResponseEntity.status(500).build();
        }
    }

    /** The good side of log/error-without-exception: the exception comes last, and no {} stands for it. */
    @Shows(
            rule = "log/error-without-exception",
            side = Side.GOOD,
            does = "finds a complaint, or says that there is none",
            how = "the exception as the last argument")
    @GetMapping("/good/complaints/any")
    int findAny() {
        String customer = desk.next();
        try {
            return desk.find(customer);
        } catch (ComplaintLostException lost) {
            log.error("cannot find it for {}", customer, lost);
            return 0;
        }
    }

    /** The good side of log/flood: one line says how many there were. */
    @Shows(rule = "log/flood", side = Side.GOOD, does = "counts all complaints", how = "one line at the end")
    @GetMapping("/good/complaints/count")
    int count() {
        int open = 0;
        for (int i = 0; i < Desk.COMPLAINTS; i++) {
            open += i % 3 == 0 ? 1 : 0;
        }
        log.info("{} complaints were looked at, {} are open", Desk.COMPLAINTS, open);
        return open;
    }

    /** The good side of log/mdc-leak: the label goes when the request does. */
    @Shows(
            rule = "log/mdc-leak",
            side = Side.GOOD,
            does = "takes a complaint and labels its lines",
            how = "MDC.remove in finally")
    @PostMapping("/good/complaints")
    String take() {
        log.info("somebody complains");
        MDC.put("customer", desk.next());
        try {
            log.info("the complaint is taken");
        } finally {
            MDC.remove("customer");
        }
        return "taken";
    }
}

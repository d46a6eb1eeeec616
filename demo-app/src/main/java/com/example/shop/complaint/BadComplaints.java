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

/** Complaints, of which the log says nothing, too little or too much. */
@RestController
class BadComplaints {

    private static final Logger log = LoggerFactory.getLogger(BadComplaints.class);

    private final Desk desk = new Desk();

    /** Shows log/error-swallowed: the customer gets a 500, and the log is empty. */
    @Shows(
            rule = "log/error-swallowed",
            side = Side.BAD,
            does = "finds a complaint, or fails",
            how = "status 500, and nothing in the log")
    @GetMapping("/bad/complaints/one")
    ResponseEntity<Integer> find() {
        try {
            return ResponseEntity.ok(desk.find(desk.next()));
        } catch (ComplaintLostException lost) {
            return ResponseEntity.status(500).build();
        }
    }

    /** Shows log/error-without-exception: that something failed is in the log, where it failed is not. */
    @Shows(
            rule = "log/error-without-exception",
            side = Side.BAD,
            does = "finds a complaint, or says that there is none",
            how = "the exception as a value for the text")
    @GetMapping("/bad/complaints/any")
    int findAny() {
        String customer = desk.next();
        try {
            return desk.find(customer);
        } catch (ComplaintLostException lost) {
            log.error("cannot find it ({}) for {}", lost, customer);
            return 0;
        }
    }

    /** Shows log/flood: a hundred lines for each request. */
    @Shows(rule = "log/flood", side = Side.BAD, does = "counts all complaints", how = "a line for each of them")
    @GetMapping("/bad/complaints/count")
    int count() {
        int open = 0;
        for (int i = 0; i < Desk.COMPLAINTS; i++) {
            open += i % 3 == 0 ? 1 : 0;
            log.info("complaint {} is looked at, {} are open", i, open);
        }
        return open;
    }

    /** Shows log/mdc-leak: whoever is served by this thread next gets this customer's name on each line. */
    @Shows(
            rule = "log/mdc-leak",
            side = Side.BAD,
            does = "takes a complaint and labels its lines",
            how = "MDC.put without MDC.remove")
    @PostMapping("/bad/complaints")
    String take() {
        log.info("somebody complains");
        MDC.put("customer", desk.next());
        log.info("the complaint is taken");
        return "taken";
    }
}

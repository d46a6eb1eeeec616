package com.example.shop.checkout;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The checkout, in halves, or in a transaction that waits for somebody else. */
@RestController
class BadCheckout {

    private final JdbcClient shopDatabase;
    private final PlatformTransactionManager transactions;
    private final NextDoor nextDoor;
    private final HttpClient client;
    private final String apiKey;

    BadCheckout(
            JdbcClient shopDatabase,
            PlatformTransactionManager transactions,
            NextDoor nextDoor,
            HttpClient client,
            @Value("${PAYMENT_API_KEY:}") String apiKey) {
        this.shopDatabase = shopDatabase;
        this.transactions = transactions;
        this.nextDoor = nextDoor;
        this.client = client;
        this.apiKey = apiKey;
    }

    /** Shows jdbc/writes-without-transaction: a restart in between, and the anchor is sold but still in stock. */
    @Shows(
            rule = "jdbc/writes-without-transaction",
            side = Side.BAD,
            does = "buys an anchor",
            how = "the purchase and the stock, each by itself")
    @PostMapping("/bad/checkout")
    int buy() {
        shopDatabase
                .sql("INSERT INTO purchase (customer, product) VALUES (1, 'anchor 1')")
                .update();
        return shopDatabase
                .sql("UPDATE stock SET pieces = pieces - 1 WHERE id = 1")
                .update();
    }

    /** Shows jdbc/remote-call-in-transaction: a slow payment provider takes all connections of the shop with it. */
    @Shows(
            rule = "jdbc/remote-call-in-transaction",
            side = Side.BAD,
            does = "buys an anchor that is already paid",
            how = "asks the payment provider inside the transaction")
    @PostMapping("/bad/checkout/paid")
    String buyPaid() {
        TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            shopDatabase
                    .sql("UPDATE stock SET pieces = pieces - 1 WHERE id = 2")
                    .update();
            HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                    .header("Authorization", "Bearer " + apiKey)
                    .build();
            String state = client.sendAsync(request, BodyHandlers.ofString())
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join()
                    .body();
            transactions.commit(transaction);
            return state;
        } catch (CompletionException unreachable) {
            transactions.rollback(transaction);
            throw unreachable;
        }
    }
}

package com.example.shop.checkout;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The checkout, as a whole or not at all, in transactions that wait for nobody. */
@RestController
class GoodCheckout {

    private final JdbcClient shopDatabase;
    private final TransactionTemplate transactions;
    private final NextDoor nextDoor;
    private final HttpClient client;
    private final String apiKey;

    GoodCheckout(
            JdbcClient shopDatabase,
            PlatformTransactionManager transactions,
            NextDoor nextDoor,
            HttpClient client,
            @Value("${PAYMENT_API_KEY:}") String apiKey) {
        this.shopDatabase = shopDatabase;
        this.transactions = new TransactionTemplate(transactions);
        this.nextDoor = nextDoor;
        this.client = client;
        this.apiKey = apiKey;
    }

    /** The good side of jdbc/writes-without-transaction: both, or neither. */
    @Shows(
            rule = "jdbc/writes-without-transaction",
            side = Side.GOOD,
            does = "buys an anchor",
            how = "the purchase and the stock in one transaction")
    @PostMapping("/good/checkout")
    void buy() {
        transactions.executeWithoutResult(transaction -> {
            shopDatabase
                    .sql("INSERT INTO purchase (customer, product) VALUES (1, 'anchor 1')")
                    .update();
            shopDatabase
                    .sql("UPDATE stock SET pieces = pieces - 1 WHERE id = 1")
                    .update();
        });
    }

    /** The good side of jdbc/remote-call-in-transaction: while the provider thinks, others use the connection. */
    @Shows(
            rule = "jdbc/remote-call-in-transaction",
            side = Side.GOOD,
            does = "buys an anchor that is already paid",
            how = "asks the payment provider first")
    @PostMapping("/good/checkout/paid")
    String buyPaid() {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                .header("Authorization", "Bearer " + apiKey)
                .build();
        String state = client.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .body();
        transactions.executeWithoutResult(transaction -> shopDatabase
                .sql("UPDATE stock SET pieces = pieces - 1 WHERE id = 2")
                .update());
        return state;
    }
}

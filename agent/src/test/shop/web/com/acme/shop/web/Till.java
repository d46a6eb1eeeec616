package com.acme.shop.web;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.acme.orders.Orders;
import com.acme.orders.Stock;
import java.io.IOException;
import java.sql.SQLException;

/** What a request is answered with, whoever takes it. Logs by a Logback of its own, whatever the container has. */
public final class Till {

    private static final Logger LOG = logger();

    private Till() {}

    public static String receipt(String customer) throws SQLException, IOException {
        System.out.println("receipt wanted"); // finds log/system-out
        LOG.info("database login with {}", System.getenv("DB_PASSWORD")); // finds log/secret-in-log
        return Orders.named(customer)
                + " of "
                + Orders.lines().size()
                + ", "
                + Stock.level()
                + ", "
                + Stock.nextDelivery();
    }

    private static Logger logger() {
        LoggerContext context = new LoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger{0} %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger("ROOT");
        root.addAppender(console);
        return context.getLogger("till");
    }
}

package com.acme.shop.web;

import com.acme.media.Pictures;
import com.acme.orders.Orders;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Opens the shop when its bundle starts. */
public final class Activator implements BundleActivator {

    private HttpServer server;

    @Override
    public void start(BundleContext context) throws IOException {
        Orders.prepare();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.getInteger("shop.port")), 0);
        server.createContext("/orders", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            try {
                answer(exchange, Till.receipt(query.substring(query.indexOf('=') + 1)));
            } catch (SQLException e) {
                throw new IOException(e);
            }
        });
        server.createContext("/pictures", exchange -> answer(exchange, Pictures.keep(exchange.getRequestBody())));
        server.start();
    }

    @Override
    public void stop(BundleContext context) {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

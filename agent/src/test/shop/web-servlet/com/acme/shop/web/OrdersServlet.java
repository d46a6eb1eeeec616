package com.acme.shop.web;

import com.acme.orders.Orders;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** Shows orders. */
@WebServlet(urlPatterns = "/orders", loadOnStartup = 1)
public class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    public void init() {
        Orders.prepare();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter().println(Till.receipt(request.getParameter("customer")));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}

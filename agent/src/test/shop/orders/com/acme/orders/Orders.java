package com.acme.orders;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads orders from a database to which it opens a connection each time. */
public final class Orders {

    private static final String URL = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";
    private static final int LINES = 12;

    private Orders() {}

    /** Fills the database; before the first request. */
    public static void prepare() {
        try {
            Class.forName("org.h2.Driver");
            try (Connection connection = open();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists line(id int primary key, name varchar(40))");
                for (int i = 0; i < LINES; i++) {
                    statement.execute("merge into line values (" + i + ", 'thing " + i + "')");
                }
            }
        } catch (ClassNotFoundException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many lines are called like that. */
    public static int named(String name) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement(); // finds jdbc/embedded-database
                ResultSet found = statement.executeQuery( // finds jdbc/request-value-in-sql
                        "select count(*) from line where name = '" + name + "'")) {
            found.next();
            return found.getInt(1);
        }
    }

    /** The names of all lines, asked for one by one. */
    public static List<String> lines() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet ids = statement.executeQuery("select id from line")) {
            while (ids.next()) {
                names.add(name(connection, ids.getInt(1)));
            }
        }
        return names;
    }

    private static String name(Connection connection, int id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select name from line where id = ?")) {
            query.setInt(1, id);
            try (ResultSet found = query.executeQuery()) { // finds jdbc/n-plus-one
                found.next();
                return found.getString(1);
            }
        }
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(URL, "shop", ""); // finds jdbc/unpooled-connection
    }
}

package dev.seaworthy.boot;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServer;

/** A program that does its work and ends, with what such a program may have to do with. */
final class Errand {

    static final Map<String, MBeanServer> BEANS = new HashMap<>();

    private Errand() {}

    static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:");
    }
}

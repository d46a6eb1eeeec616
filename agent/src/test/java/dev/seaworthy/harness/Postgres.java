package dev.seaworthy.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own on the one PostgreSQL server that the test classes of a JVM share. The server trusts everybody, has
 * the users {@code postgres} and {@code app}, and ends with the JVM.
 */
public final class Postgres {

    private static @Nullable EmbeddedPostgres server;
    private static int databases;

    private final int port;
    private final String name;

    private Postgres(int port, String name) {
        this.port = port;
        this.name = name;
    }

    /** An empty database, in which {@code app} may do all, with what these statements make as {@code postgres}. */
    public static synchronized Postgres database(String... statements) throws IOException, SQLException {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = EmbeddedPostgres.builder().start();
            server = running;
            new Postgres(running.getPort(), "postgres").execute("create role app login");
        }
        Postgres all = new Postgres(running.getPort(), "postgres");
        Postgres made = new Postgres(running.getPort(), "db" + ++databases);
        all.execute("create database " + made.name, "grant all on database " + made.name + " to app");
        made.execute(
                "grant all on schema public to app",
                "alter default privileges in schema public grant all on tables to app",
                "alter default privileges in schema public grant all on sequences to app");
        return made.execute(statements);
    }

    /** Runs statements as {@code postgres}. */
    public Postgres execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url() + "?user=postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        }
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    public int port() {
        return port;
    }

    /** Its name on the server. */
    public String name() {
        return name;
    }
}

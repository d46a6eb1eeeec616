package com.example.nextdoor;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** A real PostgreSQL that accepts 30 connections, encrypted or not, with a superuser and a login that may do little. */
final class Database implements Closeable {

    private static final String ADMINISTRATOR_PASSWORD = "postgres";

    private final EmbeddedPostgres postgres;
    private final String shopPassword;

    private Database(EmbeddedPostgres postgres, String shopPassword) {
        this.postgres = postgres;
        this.shopPassword = shopPassword;
    }

    static Database start(Path directory, Certificate certificate) throws IOException, SQLException {
        Path data = directory.resolve("data");
        AsNobody.handOver(data);
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setDataDirectory(data)
                // Unpacked anew for each run: a shared directory stays broken where somebody interrupted the unpacking.
                .setOverrideWorkingDirectory(directory.toFile())
                .setServerConfig("max_connections", "30")
                // All 30 are for everyone, so that the 31st is told "sorry, too many clients already".
                .setServerConfig("superuser_reserved_connections", "0")
                .setServerConfig("unix_socket_directories", "''")
                .start();
        Database database = new Database(postgres, generatedPassword());
        try {
            database.fill();
            database.encrypt(data, certificate);
            database.wantPasswords(data);
        } catch (IOException | SQLException | RuntimeException failed) {
            postgres.close();
            throw failed;
        }
        return database;
    }

    void describe(Properties addresses) {
        addresses.setProperty("database.place", ":" + postgres.getPort() + "/shop");
        addresses.setProperty("database.shop.password", shopPassword);
        addresses.setProperty("database.administrator.password", ADMINISTRATOR_PASSWORD);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private void fill() throws SQLException {
        run("postgres", "CREATE DATABASE shop");
        run(
                "shop",
                "CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL)",
                "CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customer, product text NOT NULL)",
                "CREATE TABLE cart_item (customer int REFERENCES customer, product text NOT NULL)",
                "CREATE TABLE stock (id int PRIMARY KEY, product text NOT NULL, pieces int NOT NULL)",
                "CREATE TABLE purchase (customer int REFERENCES customer, product text NOT NULL)",
                "CREATE TABLE page_view (id int PRIMARY KEY, page text NOT NULL)",
                "CREATE TABLE newsletter (day date NOT NULL, mail text NOT NULL)",
                "INSERT INTO customer SELECT n, 'Grace ' || n FROM generate_series(1, 20) n",
                "INSERT INTO orders SELECT n, 1 + n % 20, 'anchor ' || n FROM generate_series(1, 100) n",
                "INSERT INTO stock SELECT n, 'anchor ' || n, 1000 FROM generate_series(1, 20) n",
                "INSERT INTO page_view SELECT n, '/anchors/' || n FROM generate_series(1, 3000) n",
                "ALTER ROLE postgres PASSWORD '" + ADMINISTRATOR_PASSWORD + "'",
                "CREATE ROLE shop LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '" + shopPassword + "'",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "GRANT USAGE ON SCHEMA public TO shop",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON customer, orders, cart_item, stock, purchase, page_view, newsletter TO shop",
                "CREATE SCHEMA mailing AUTHORIZATION shop");
    }

    /** Lets those who ask for it connect by TLS. */
    private void encrypt(Path data, Certificate certificate) throws IOException, SQLException {
        Files.copy(certificate.file(), data.resolve("server.crt"));
        Path key = Files.copy(certificate.key(), data.resolve("server.key"), StandardCopyOption.COPY_ATTRIBUTES);
        for (Path file : List.of(data.resolve("server.crt"), key)) {
            Files.setOwner(file, Files.getOwner(data));
        }
        run("postgres", "ALTER SYSTEM SET ssl = on");
    }

    /** The library lets everyone in; from here on a login needs its password. */
    private void wantPasswords(Path data) throws IOException, SQLException {
        Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        run("postgres", "SELECT pg_reload_conf()");
    }

    private void run(String database, String... statements) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String generatedPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

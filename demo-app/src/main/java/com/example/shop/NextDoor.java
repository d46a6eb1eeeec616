package com.example.shop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.stereotype.Component;

/**
 * The services that the shop talks to, in a process of their own: PostgreSQL, the payment provider, the object store,
 * the recommendations and the carrier. They start with the shop and end with it, even when the shop is killed: they watch their
 * standard input.
 */
@Component
public class NextDoor implements Closeable {

    /** Seconds that a connect and an answer of the database may take. */
    public static final String LIMITS = "connectTimeout=5&socketTimeout=30";

    private final Process process;
    private final Properties addresses;

    NextDoor() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT);
        // An agent that watches the shop has no business in the services next door.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        process = builder.start();
        addresses = read(process);
    }

    /** The shop's database, encrypted, with a limit for each answer. */
    public String databaseUrl() {
        return databaseUrl("db.shop.internal");
    }

    /** The database of that name, encrypted, with a limit for each answer. */
    public String databaseUrl(String host) {
        return databaseUrl(host, tls() + "&" + LIMITS);
    }

    /** The database of that name, with these parameters. */
    public String databaseUrl(String host, String parameters) {
        return "jdbc:postgresql://" + host + address("database.place") + "?" + parameters;
    }

    /** What makes the driver encrypt and know the server. */
    public String tls() {
        return "sslmode=verify-full&sslrootcert=" + URLEncoder.encode(address("certificate"), StandardCharsets.UTF_8);
    }

    /** Password of the login {@code shop}, which may read and write the shop's tables and nothing else. */
    public String shopPassword() {
        return address("database.shop.password");
    }

    /** Password of the superuser {@code postgres}. */
    public String administratorPassword() {
        return address("database.administrator.password");
    }

    /** The payment provider, by https. */
    public URI payments() {
        return URI.create(address("payments.url"));
    }

    /** The payment provider, without encryption. */
    public URI plainPayments() {
        return URI.create(address("payments.plain.url"));
    }

    /** The payment provider's receipts, by https, with a certificate that ends in a few days. */
    public URI receipts() {
        return URI.create(address("receipts.url"));
    }

    /** The object store's bucket. */
    public URI objects() {
        return URI.create(address("objects.url"));
    }

    /** The recommendation service. */
    public URI recommendations() {
        return URI.create(address("recommendations.url"));
    }

    /** Where the developer who wrote the shop runs a recommendation service; here nothing listens. */
    public URI recommendationsOnThisMachine() {
        return URI.create(address("recommendations.local.url"));
    }

    /** The carrier that delivers what was bought. */
    public URI carrier() {
        return URI.create(address("carrier.url"));
    }

    /** The carrier's calendar. */
    public URI calendar() {
        return URI.create(address("calendar.url"));
    }

    /** Where the carrier says where a delivery is, which takes its time. */
    public URI tracking() {
        return URI.create(address("tracking.url"));
    }

    /** PEM file with the certificate of the https services. */
    public Path certificate() {
        return Path.of(address("certificate"));
    }

    /** PEM file with the certificate of the receipts. */
    public Path receiptsCertificate() {
        return Path.of(address("receipts.certificate"));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException closedAlready) {
            process.destroy();
        } catch (InterruptedException hurry) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private String address(String key) {
        String value = addresses.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("the services next door did not report their " + key);
        }
        return value;
    }

    private static Properties read(Process process) throws IOException {
        Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        // One block of properties, ended by an empty line; nothing follows.
        while (text.indexOf("\n\n") < 0) {
            int next = reader.read();
            if (next < 0) {
                throw new IOException("the services next door ended before they were ready");
            }
            text.append((char) next);
        }
        Properties found = new Properties();
        found.load(new StringReader(text.toString()));
        return found;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx256m");
        ApplicationHome home = new ApplicationHome(Shop.class);
        if (home.getSource() != null && home.getSource().isFile()) {
            command.addAll(List.of("-cp", home.getSource().getPath()));
            command.add("-Dloader.main=com.example.nextdoor.Services");
            command.add("org.springframework.boot.loader.launch.PropertiesLauncher");
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add("com.example.nextdoor.Services");
        }
        return command;
    }
}

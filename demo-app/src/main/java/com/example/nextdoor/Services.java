package com.example.nextdoor;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The program that runs next to the shop: PostgreSQL, and a few services by http and https. It says its addresses on
 * standard output, and ends when its standard input ends.
 */
public final class Services {

    /** Who they say they are; the database goes by several names, as if each were a machine of its own. */
    private static final String[] NAMES = {
        "payments.example.com",
        "objects.example.com",
        "recommendations.example.com",
        "carrier.example.com",
        "calendar.carrier.example.com",
        "tracking.carrier.example.com",
        "db.shop.internal",
        "vouchers.db.shop.internal",
        "reports.db.shop.internal",
        "audit.db.shop.internal",
        "archive.db.shop.internal",
        "supplier.db.shop.internal",
        "branch.db.shop.internal",
        "search.db.shop.internal",
        "till.db.shop.internal"
    };

    private Services() {}

    public static void main(String[] args) throws Exception {
        // Standard output is for the addresses only.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        Path directory = Files.createTempDirectory("shop-next-door");
        int status = 0;
        try {
            if (AsNobody.isNeeded()) {
                status = AsNobody.runAgain(directory);
            } else {
                serve(directory);
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        System.exit(status);
    }

    private static void serve(Path directory) throws Exception {
        Certificate certificate = Certificate.generate(directory, NAMES);
        Certificate ending = Certificate.generate(directory, "receipts", 60, 5, "receipts.example.com");
        try (Database database = Database.start(directory.resolve("postgres"), certificate);
                WebServices web = new WebServices(certificate, ending);
                Socket closedPort = closedPort()) {
            Properties addresses = new Properties();
            database.describe(addresses);
            web.describe(addresses);
            addresses.setProperty(
                    "recommendations.local.url", "http://localhost:" + closedPort.getLocalPort() + "/recommendations");
            say(addresses);
            while (System.in.read() >= 0) {
                // wait for the end of the shop
            }
        }
    }

    /** A port that is taken, so that nothing else comes to listen there, and on which nothing listens. */
    private static Socket closedPort() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private static void say(Properties addresses) throws IOException {
        StringWriter text = new StringWriter();
        addresses.store(text, null);
        Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        out.write(text.toString().replace(System.lineSeparator(), "\n"));
        out.write("\n");
        out.flush();
    }
}

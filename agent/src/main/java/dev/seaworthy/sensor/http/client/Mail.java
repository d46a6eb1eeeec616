package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * JavaMail and Jakarta Mail: connections to SMTP, IMAP and POP3 servers with the limits that a session's properties set
 * for them, and mails that are sent over one.
 */
public final class Mail implements Client {

    public static final String POINTS = "=http.Mail\n"
            + "around? com/sun/mail/util/SocketFetcher " + Connects.METHOD + " 0,1,3\n"
            + "wire? com/sun/mail/util/SocketFetcher " + Connects.METHOD + " 2,3\n"
            + "around? com/sun/mail/smtp/SMTPTransport sendMessage this\n"
            + "around? org/eclipse/angus/mail/util/SocketFetcher " + Connects.METHOD + " 0,1,3\n"
            + "wire? org/eclipse/angus/mail/util/SocketFetcher " + Connects.METHOD + " 2,3\n"
            + "around? org/eclipse/angus/mail/smtp/SMTPTransport sendMessage this\n";

    /** The method by which all of them connect. */
    private interface Connects {
        String METHOD = "getSocket(Ljava/lang/String;ILjava/util/Properties;Ljava/lang/String;Z)Ljava/net/Socket;";
    }

    private static final String PREFIX = "mail.";
    private static final Getter ADDRESS = new Getter("getURLName");
    private static final Getter PROTOCOL = new Getter("getProtocol");
    private static final Getter HOST = new Getter("getHost");
    private static final Getter PORT = new Getter("getPort");

    @Override
    public String name() {
        return "Jakarta Mail";
    }

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object from, @Nullable Object port, @Nullable Object prefix) {
        if (from instanceof String host && prefix instanceof String name && port instanceof Integer at) {
            call.goesTo(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, host, at);
            call.method("CONNECT");
            return name.startsWith(PREFIX);
        }
        Object address = ADDRESS.read(from);
        if (!(HOST.read(address) instanceof String host) || !(PROTOCOL.read(address) instanceof String protocol)) {
            return false;
        }
        call.goesTo(protocol, host, PORT.integer(address, 0));
        call.method("SEND");
        return true;
    }

    @Override
    public boolean limits(CallLimits into, @Nullable Object settings, @Nullable Object prefix, @Nullable Object c) {
        if (!(settings instanceof Properties set) || settings.getClass() != Properties.class || prefix == null) {
            return false; // of the application's own: it may do anything
        }
        long connect = millis(set, prefix + ".connectiontimeout");
        into.connect(connect, connect == Limit.UNLIMITED ? Limit.By.DEFAULT : Limit.By.CLIENT);
        long read = millis(set, prefix + ".timeout");
        into.read(read, read == Limit.UNLIMITED ? Limit.By.DEFAULT : Limit.By.CLIENT);
        return true;
    }

    /** As the library reads it: a number or a text, and nothing else bounds anything. */
    private static long millis(Properties set, String name) {
        Object said = set.get(name);
        said = said == null ? set.getProperty(name) : said;
        try {
            int millis =
                    said instanceof Integer number ? number : said instanceof String text ? Integer.parseInt(text) : 0;
            return millis > 0 ? millis : Limit.UNLIMITED;
        } catch (NumberFormatException ignored) {
            return Limit.UNLIMITED;
        }
    }

    /** Nothing more is to be seen of it: it succeeded. */
    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return 0;
    }
}

package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.observation.Limit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * {@link HttpURLConnection}. Both protocols end in the class that the points are in, https by its delegate, so each call is
 * seen once.
 */
public final class UrlConnection implements Client {

    // plainConnect0 rather than plainConnect, which is also called if the connection is open already.
    public static final String POINTS = """
            =http.HttpURLConnection
            opens sun/net/www/protocol/http/HttpURLConnection plainConnect0 this
            ends sun/net/www/protocol/http/HttpURLConnection getInputStream this
            notes sun/net/www/protocol/http/HttpURLConnection getOutputStream this
            header sun/net/www/protocol/http/HttpURLConnection setRequestProperty,addRequestProperty this,0,1
            """;

    private static final String FAILED = "Server returned HTTP response code: ";

    /** To what is written. */
    private final Links bodies;

    public UrlConnection(Drops drops) {
        bodies = new Links("http.bodies", drops);
    }

    @Override
    public void notes(@Nullable Object written, @Nullable Object connection, @Nullable Object b, @Nullable Object c) {
        bodies.put(connection, written);
    }

    @Override
    public String name() {
        return "HttpURLConnection";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (!(a instanceof HttpURLConnection connection)) {
            return false;
        }
        URL url = connection.getURL();
        call.goesTo(url.getProtocol(), url.getHost(), url.getPort());
        call.method(connection.getRequestMethod());
        call.path(url.getPath(), url.getQuery());
        return limits(call.limits(), a, b, c);
    }

    @Override
    public void details(Details into, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (a instanceof HttpURLConnection connection) {
            into.query(connection.getURL().getQuery());
            into.userInfo(connection.getURL().getUserInfo());
        }
    }

    @Override
    public boolean limits(CallLimits limits, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (!(a instanceof HttpURLConnection connection)) {
            return false;
        }
        int connect = connection.getConnectTimeout();
        String property = "sun.net.client.defaultConnectTimeout";
        limits.connect(millis(connect, property), by(connect, property));
        int read = connection.getReadTimeout();
        property = "sun.net.client.defaultReadTimeout";
        limits.read(millis(read, property), by(read, property));
        return true;
    }

    private static long millis(int told, String property) {
        int millis = told > 0 ? told : Integer.getInteger(property, 0);
        return millis > 0 ? millis : Limit.UNLIMITED;
    }

    private static Limit.By by(int told, String property) {
        return told > 0 ? Limit.By.REQUEST : Integer.getInteger(property, 0) > 0 ? Limit.By.JVM : Limit.By.DEFAULT;
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        if (!(a instanceof HttpURLConnection connection)) {
            return;
        }
        if (into instanceof Details request) {
            request.body(Bodies.of(bodies.from(a)));
        }
        try {
            // The answer is here, so none of these reads from the network.
            int status = connection.getResponseCode();
            into.status(status);
            if (status / 100 == 3) {
                into.location(connection.getHeaderField("Location"));
            }
            into.contentType(connection.getContentType());
            into.connection(connection.getHeaderField("Connection"), connection.getHeaderField(0));
        } catch (IOException unlikely) {
            into.status(0);
        }
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        try {
            return a instanceof HttpURLConnection connection ? connection.getResponseCode() : 0;
        } catch (IOException unlikely) {
            return 0;
        }
    }

    @Override
    public int status(Throwable thrown) {
        if (thrown instanceof FileNotFoundException) {
            return 404;
        }
        String message = thrown instanceof IOException ? thrown.getMessage() : null;
        if (message == null || !message.startsWith(FAILED) || message.length() < FAILED.length() + 3) {
            return 0;
        }
        int status = 0;
        for (int i = FAILED.length(); i < FAILED.length() + 3; i++) {
            status = status * 10 + (message.charAt(i) - '0');
        }
        return status;
    }
}

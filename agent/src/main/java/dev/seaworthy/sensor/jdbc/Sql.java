package dev.seaworthy.sensor.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;

/** The one class here that names types of {@code java.sql}, which a small JVM may lack. */
final class Sql {

    private static final int DEEPEST_CAUSE = 8;
    private static final int LONGEST = 200;

    private Sql() {}

    static boolean isConnection(Object handedOut) {
        return handedOut instanceof Connection || handedOut instanceof PooledConnection;
    }

    static boolean isConnectionClass(Class<?> type) {
        return Connection.class.isAssignableFrom(type);
    }

    static Class<?> driver() {
        return Driver.class;
    }

    static Class<?> dataSource() {
        return DataSource.class;
    }

    static boolean isSqlException(Throwable thrown) {
        return said(thrown) != null;
    }

    static String state(Throwable thrown) {
        SQLException said = said(thrown);
        String state = said == null ? null : said.getSQLState();
        return state == null ? "" : state;
    }

    static int vendorCode(Throwable thrown) {
        SQLException said = said(thrown);
        return said == null ? 0 : said.getErrorCode();
    }

    static String message(Throwable thrown) {
        SQLException said = said(thrown);
        String message = said == null ? null : said.getMessage();
        if (message == null) {
            return "";
        }
        int line = message.indexOf('\n');
        String first = (line < 0 ? message : message.substring(0, line)).strip();
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST);
    }

    /** The exception that carries a state or a code, else the first there is. */
    private static @Nullable SQLException said(Throwable thrown) {
        SQLException first = null;
        Throwable cause = thrown;
        for (int i = 0; i < DEEPEST_CAUSE && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof SQLException said) {
                if (said.getSQLState() != null || said.getErrorCode() != 0) {
                    return said;
                }
                first = first == null ? said : first;
            }
        }
        return first;
    }
}

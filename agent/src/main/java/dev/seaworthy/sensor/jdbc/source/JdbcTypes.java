package dev.seaworthy.sensor.jdbc.source;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import org.jspecify.annotations.Nullable;

/** The one class here that names types of {@code java.sql}, which a small JVM may lack. */
public final class JdbcTypes {

    private static final int DEEPEST_CAUSE = 8;
    private static final int LONGEST = 200;

    private JdbcTypes() {}

    public static boolean isHandedOut(Class<?> type) {
        return Connection.class.isAssignableFrom(type) || PooledConnection.class.isAssignableFrom(type);
    }

    public static boolean isConnectionClass(Class<?> type) {
        return Connection.class.isAssignableFrom(type);
    }

    public static boolean isResultSet(Object result) {
        return result instanceof ResultSet;
    }

    /** Whether a statement says so itself. */
    public static boolean isClosed(Object statement) {
        try {
            return !(statement instanceof Statement asked) || asked.isClosed();
        } catch (SQLException | RuntimeException | LinkageError broken) {
            return true;
        }
    }

    /** Whether it takes the branches of distributed transactions. */
    public static boolean isResource(Class<?> type) {
        try {
            return XAConnection.class.getMethod("getXAResource").getReturnType().isAssignableFrom(type);
        } catch (NoSuchMethodException | LinkageError without) {
            return false;
        }
    }

    /** Of a driver; −1 for anything else. */
    static int majorVersion(Object driver) {
        try {
            return driver instanceof Driver one ? one.getMajorVersion() : -1;
        } catch (RuntimeException | LinkageError silent) {
            return -1;
        }
    }

    public static Class<?> driver() {
        return Driver.class;
    }

    /** What all kinds of sources of connections have in common. */
    public static Class<?> source() {
        return CommonDataSource.class;
    }

    public static boolean isDataSource(Class<?> type) {
        return DataSource.class.isAssignableFrom(type);
    }

    public static Class<?> pooledConnection() {
        return PooledConnection.class;
    }

    /** Whether results of that statement can be read backwards; asked while it is open. */
    public static boolean isScrollable(@Nullable Object statement) {
        try {
            return statement instanceof Statement one && one.getResultSetType() != ResultSet.TYPE_FORWARD_ONLY;
        } catch (SQLException | RuntimeException | LinkageError mute) {
            return false;
        }
    }

    /** Seconds; 0 where none is set. */
    static int loginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    /** Whether an exception, or what caused it, says that the database refused, rather than that a pool had none. */
    public static boolean isRefusal(Throwable thrown) {
        try {
            Throwable cause = thrown;
            for (int i = 0; i < DEEPEST_CAUSE && cause != null; i++, cause = cause.getCause()) {
                if (cause instanceof SQLException said && cause != thrown && said.getSQLState() != null) {
                    return true;
                }
            }
        } catch (RuntimeException | LinkageError mute) {
            return false;
        }
        return false;
    }

    /** What an {@code SQLException} says; empty and 0 where it does not. */
    public record Failure(String state, int code, String message) {

        /** In an exception that carries none. */
        public static final Failure NONE = new Failure("", 0, "");
    }

    /**
     * What an exception, or what caused it, says that carries a state or a code, else the first that is an {@code
     * SQLException} at all; null where none is. Exceptions may be of any class, and may fail themselves.
     */
    public static @Nullable Failure failure(Throwable thrown) {
        Failure first = null;
        try {
            Throwable cause = thrown;
            for (int i = 0; i < DEEPEST_CAUSE && cause != null; i++, cause = cause.getCause()) {
                if (cause instanceof SQLException said) {
                    first = first == null ? Failure.NONE : first;
                    String state = said.getSQLState();
                    Failure one = new Failure(state == null ? "" : state, said.getErrorCode(), message(said));
                    if (state != null || one.code != 0) {
                        return one;
                    }
                    first = first == Failure.NONE ? one : first;
                }
            }
        } catch (RuntimeException | LinkageError mute) {
            return first;
        }
        return first;
    }

    private static String message(SQLException said) {
        String message = said.getMessage();
        if (message == null) {
            return "";
        }
        int line = message.indexOf('\n');
        String first = (line < 0 ? message : message.substring(0, line)).strip();
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST);
    }
}

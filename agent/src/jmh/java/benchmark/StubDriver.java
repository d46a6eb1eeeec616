package benchmark;

import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A driver that does nothing, so that what is measured is the agent. No list names its classes: the agent finds and
 * weaves them as it does any driver's. The methods of JDBC that nobody calls here are filled in at run time.
 */
public final class StubDriver implements Driver {
    static final String URL = "jdbc:stub://db.example.com:5432/cost";
    private static final Class<? extends Session> SESSION = whole(Session.class);
    private static final Class<? extends Command> COMMAND = whole(Command.class);
    private static final Class<? extends Rows> ROWS = whole(Rows.class);

    private static <T> Class<? extends T> whole(Class<T> part) {
        if (!Modifier.isAbstract(part.getModifiers())) {
            return part;
        }
        return new ByteBuddy()
                .subclass(part)
                .method(ElementMatchers.isAbstract())
                .intercept(StubMethod.INSTANCE)
                .make()
                .load(part.getClassLoader())
                .getLoaded();
    }

    private static <T> T make(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Connection connect(String url, Properties info) {
        return acceptsURL(url) ? make(SESSION) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:stub:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    /** A connection. */
    public abstract static class Session implements Connection {
        private boolean closed;

        @Override
        public boolean isValid(int seconds) {
            return !closed;
        }

        @Override
        public boolean getAutoCommit() {
            return true;
        }

        @Override
        public int getTransactionIsolation() {
            return TRANSACTION_READ_COMMITTED;
        }

        @Override
        public PreparedStatement prepareStatement(String sql) {
            return make(COMMAND);
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** A statement, run so often. */
    public abstract static class Command implements PreparedStatement {
        private int bound;

        @Override
        public void setInt(int index, int value) {
            bound += value;
        }

        @Override
        public void setString(int index, String value) {
            bound += value.length();
        }

        @Override
        public int executeUpdate() {
            return bound;
        }

        @Override
        public ResultSet executeQuery() {
            return make(ROWS);
        }
    }

    /** A thousand rows. */
    public abstract static class Rows implements ResultSet {
        private int read;

        @Override
        public boolean next() {
            return read++ < JdbcCost.ROWS;
        }

        @Override
        public void close() {
            read = JdbcCost.ROWS;
        }
    }
}

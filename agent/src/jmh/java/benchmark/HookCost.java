package benchmark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a hook costs: the same operations run with the agent and without it, and the difference is the price. Each
 * operation itself does next to nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookCost {
    private final PrintStream real = System.out;
    private final PrintStream own = new PrintStream(OutputStream.nullOutputStream());

    @Setup(Level.Trial)
    public void replace() throws SQLException {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        // the drivers of the class path would be asked first, and cost more than all the rest
        for (Driver other : Collections.list(DriverManager.getDrivers())) {
            DriverManager.deregisterDriver(other);
        }
        DriverManager.registerDriver(new Refusing());
    }

    @TearDown(Level.Trial)
    public void restore() {
        System.setOut(real);
    }

    /** A hazard, over and over at one place: a print to standard output. */
    @Benchmark
    public void repeatedHazard() {
        System.out.print('x');
    }

    /** A call of the same woven method that is no hazard: a print to a stream of the application's own. */
    @Benchmark
    public void operationThatIsNone() {
        own.print('x');
    }

    /** A connection that is asked for and refused, over and over at one place. */
    @Benchmark
    public SQLException repeatedConnection() {
        try {
            DriverManager.getConnection("jdbc:refusing://db:5432/shop", "app", "x");
            return null;
        } catch (SQLException refused) {
            return refused;
        }
    }

    /** Refuses everybody at once. */
    private static final class Refusing implements Driver {
        private static final SQLException REFUSED = new SQLException("refused", "08001");

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            if (acceptsURL(url)) {
                throw REFUSED;
            }
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:refusing:");
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
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}

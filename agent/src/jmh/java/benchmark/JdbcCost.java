package benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What JDBC costs, with the agent and without it: a real pool over {@link StubDriver}, so that next to no time goes to
 * anything else. With {@code -prof gc} the difference of {@code gc.alloc.rate.norm} says what the agent allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JdbcCost {
    static final int ROWS = 1_000;
    /** The agent weaves what it found by behaviour a little after it was first seen. */
    private static final long WEAVING_MILLIS = 3_000;

    private HikariDataSource pool;
    private Connection held;
    private PreparedStatement one;
    private PreparedStatement all;
    private int turn;

    @Setup(Level.Trial)
    public void open() throws SQLException, InterruptedException {
        DriverManager.registerDriver(new StubDriver());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(StubDriver.URL);
        config.setUsername("app");
        config.setPassword("Tr0ub4dor&3");
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        pool.getConnection().close();
        find();
        held = pool.getConnection();
        one = held.prepareStatement("update cost set name = ? where id = ?");
        all = held.prepareStatement("select id from cost");
        find();
    }

    private void find() throws SQLException, InterruptedException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select id from cost");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
        }
        Thread.sleep(WEAVING_MILLIS);
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        held.close();
        pool.close();
    }

    /** A pool lends a connection and takes it back. */
    @Benchmark
    public void borrowAndReturn() throws SQLException {
        pool.getConnection().close();
    }

    /** Two values are bound and the statement is run. */
    @Benchmark
    public int preparedExecute() throws SQLException {
        one.setString(1, "two");
        one.setInt(2, turn++ & 511);
        return one.executeUpdate();
    }

    /** One row of a thousand. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int next() throws SQLException {
        int count = 0;
        try (ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    /** A connection is opened without a pool, and closed. */
    @Benchmark
    public void physicalOpen() throws SQLException {
        DriverManager.getConnection(StubDriver.URL, "app", "Tr0ub4dor&3").close();
    }
}

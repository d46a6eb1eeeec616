package dev.seaworthy.sensor.jdbc.discover;

import static dev.seaworthy.weave.Hook.SELF;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.util.List;

/** Where statements, their result sets and transactions are watched. As in {@link Hooks} names are a fast path only. */
public final class StatementHooks {

    /** A connection returned a statement. */
    public static final int MADE = 9;
    /** A statement runs; or its batch. */
    public static final int RUN = 10;

    public static final int RUN_BATCH = 11;
    /** A statement is added to the batch; or the batch emptied. */
    public static final int ADD = 12;

    public static final int EMPTY = 13;
    /** Values are bound; or all unbound. */
    static final int BIND = 14;

    public static final int UNBIND = 15;
    /** A statement is closed. */
    public static final int DROP = 16;
    /** A statement handed out a result set after its execution. */
    public static final int GIVE = 17;
    /** {@code setFetchSize}. */
    public static final int FETCH = 18;
    /** A row was read: counted in woven code. */
    static final int ROW = 19;
    /** A result set is closed. */
    public static final int READ = 20;

    public static final int AUTO_COMMIT = 21;
    public static final int COMMIT = 22;
    public static final int ROLLBACK = 23;
    /** {@code setQueryTimeout}; and {@code setNetworkTimeout} of a connection. */
    public static final int QUERY_TIMEOUT = 24;

    public static final int NETWORK_TIMEOUT = 25;

    /** A statement is told to close itself with its last result set. */
    public static final int COMPLETE = 26;

    /** A connection is asked for what its driver may have to ask the database for. */
    public static final int ASKED = 27;
    /** A connection is asked whether it still works. */
    public static final int TRIED = 28;

    private static final String[] STATEMENTS = {
        "org/postgresql/jdbc/PgStatement",
        "org/postgresql/jdbc/PgPreparedStatement",
        "org/postgresql/jdbc/PgCallableStatement",
        "org/h2/jdbc/JdbcStatement",
        "org/h2/jdbc/JdbcPreparedStatement",
        "org/h2/jdbc/JdbcCallableStatement",
        "com/mysql/cj/jdbc/StatementImpl",
        "com/mysql/cj/jdbc/ClientPreparedStatement",
        "com/mysql/cj/jdbc/ServerPreparedStatement",
        "org/mariadb/jdbc/Statement",
        "org/mariadb/jdbc/BasePreparedStatement",
        "org/mariadb/jdbc/ClientPreparedStatement",
        "org/mariadb/jdbc/ServerPreparedStatement",
        "org/hsqldb/jdbc/JDBCStatement",
        "org/hsqldb/jdbc/JDBCStatementBase",
        "org/hsqldb/jdbc/JDBCPreparedStatement",
        "org/apache/derby/impl/jdbc/EmbedStatement",
        "org/apache/derby/impl/jdbc/EmbedPreparedStatement",
        "org/sqlite/jdbc3/JDBC3Statement",
        "org/sqlite/jdbc3/JDBC3PreparedStatement",
        "org/sqlite/core/CoreStatement",
        "com/microsoft/sqlserver/jdbc/SQLServerStatement",
        "com/microsoft/sqlserver/jdbc/SQLServerPreparedStatement"
    };
    private static final String[] RESULT_SETS = {
        "org/postgresql/jdbc/PgResultSet",
        "org/h2/jdbc/JdbcResultSet",
        "com/mysql/cj/jdbc/result/ResultSetImpl",
        "com/mysql/cj/jdbc/result/UpdatableResultSet",
        "org/hsqldb/jdbc/JDBCResultSet",
        "org/apache/derby/impl/jdbc/EmbedResultSet",
        "org/sqlite/jdbc3/JDBC3ResultSet",
        "com/microsoft/sqlserver/jdbc/SQLServerResultSet"
    };

    private StatementHooks() {}

    static void addAll(Receiver receiver, List<Hook> hooks) {
        for (String owner : STATEMENTS) {
            statement(new HookedClass(owner, receiver, hooks));
        }
        for (String owner : RESULT_SETS) {
            resultSet(new HookedClass(owner, receiver, hooks));
        }
    }

    /** Whether the class is woven as it loads. */
    static boolean isKnown(String owner) {
        return Hooks.isIn(STATEMENTS, owner) || Hooks.isIn(RESULT_SETS, owner);
    }

    /** What a connection is watched at besides its end. */
    static void transaction(HookedClass in) {
        in.entry(MADE, "jdbc.statement", "createStatement,prepareStatement,prepareCall", null, SELF, 0)
                .atExit()
                .atThrow()
                .publicOnly()
                .objectsOnly();
        in.around(ASKED, "jdbc.statement", "getCatalog,getSchema", "()Ljava/lang/String;", SELF);
        in.around(TRIED, "jdbc.statement", "isValid", "(I)Z", SELF);
        in.entry(NETWORK_TIMEOUT, "jdbc.timeout", "setNetworkTimeout", null, SELF, 1);
        in.exit(AUTO_COMMIT, "jdbc.transaction", "setAutoCommit", "(Z)V", SELF, 0);
        in.around(COMMIT, "jdbc.transaction", "commit", "()V", SELF);
        in.around(ROLLBACK, "jdbc.transaction", "rollback", "()V", SELF);
    }

    /** What a statement is watched at. */
    static void statement(HookedClass in) {
        in.around(RUN, "jdbc.statement", "execute,executeQuery,executeUpdate,executeLargeUpdate", null, SELF, 0)
                .objectsOnly()
                .publicOnly();
        in.around(RUN_BATCH, "jdbc.statement", "executeBatch,executeLargeBatch", null, SELF);
        in.entry(ADD, "jdbc.statement", "addBatch", null, SELF, 0);
        in.entry(EMPTY, "jdbc.statement", "clearBatch", "()V", SELF);
        // H2 passes what it makes of a value on to a setter of its own, whose value says less.
        in.on(BIND, "jdbc.bind", "set*", null).atBind().publicOnly();
        in.entry(UNBIND, "jdbc.bind", "clearParameters", "()V", SELF);
        in.entry(DROP, "jdbc.statement", "close", "()V", SELF);
        in.entry(COMPLETE, "jdbc.statement", "closeOnCompletion", "()V", SELF);
        in.exit(GIVE, "jdbc.rows", "getResultSet", null, SELF);
        in.entry(FETCH, "jdbc.rows", "setFetchSize", "(I)V", SELF, 0);
        in.entry(QUERY_TIMEOUT, "jdbc.timeout", "setQueryTimeout", "(I)V", SELF, 0);
    }

    /** What a result set is watched at. */
    static void resultSet(HookedClass in) {
        in.on(ROW, "jdbc.rows", "next", "()Z").atRow();
        in.entry(READ, "jdbc.rows", "close", "()V", SELF);
    }
}

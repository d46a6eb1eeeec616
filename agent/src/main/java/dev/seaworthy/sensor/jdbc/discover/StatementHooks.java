package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

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

    /** Takes a hook. */
    interface To {
        void add(Hook hook);
    }

    /** No lambda: it is used before {@code main}. */
    static final class IntoTable implements To {
        private final HookTable table;

        IntoTable(HookTable table) {
            this.table = table;
        }

        @Override
        public void add(Hook hook) {
            table.add(hook);
        }
    }

    static void addAll(HookTable table, Receiver receiver) {
        To to = new IntoTable(table);
        for (String owner : STATEMENTS) {
            statement(owner, receiver, to);
        }
        for (String owner : RESULT_SETS) {
            resultSet(owner, receiver, to);
        }
    }

    /** Whether the class is woven as it loads. */
    static boolean isKnown(String owner) {
        return Hooks.isIn(STATEMENTS, owner) || Hooks.isIn(RESULT_SETS, owner);
    }

    /** What a connection is watched at besides its end. */
    static void transaction(String owner, Receiver receiver, To to) {
        to.add(on("jdbc.statement", owner, "createStatement,prepareStatement,prepareCall", null, receiver, MADE)
                .give(Hook.SELF, 0)
                .publicOnly()
                .objectsOnly()
                .atEntry()
                .atExit());
        to.add(on("jdbc.statement", owner, "getCatalog,getSchema", "()Ljava/lang/String;", receiver, ASKED)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow());
        to.add(on("jdbc.statement", owner, "isValid", "(I)Z", receiver, TRIED)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow());
        to.add(on("jdbc.timeout", owner, "setNetworkTimeout", null, receiver, NETWORK_TIMEOUT)
                .give(Hook.SELF, 1)
                .atEntry());
        to.add(on("jdbc.transaction", owner, "setAutoCommit", "(Z)V", receiver, AUTO_COMMIT)
                .give(Hook.SELF, 0)
                .atExit());
        to.add(on("jdbc.transaction", owner, "commit", "()V", receiver, COMMIT)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow());
        to.add(on("jdbc.transaction", owner, "rollback", "()V", receiver, ROLLBACK)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow());
    }

    /** What a statement is watched at. */
    static void statement(String owner, Receiver receiver, To to) {
        String run = "execute,executeQuery,executeUpdate,executeLargeUpdate";
        to.add(on("jdbc.statement", owner, run, null, receiver, RUN)
                .give(Hook.SELF, 0)
                .objectsOnly()
                .publicOnly()
                .atEntry()
                .atExit()
                .atThrow());
        to.add(on("jdbc.statement", owner, "executeBatch,executeLargeBatch", null, receiver, RUN_BATCH)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow());
        to.add(on("jdbc.statement", owner, "addBatch", null, receiver, ADD)
                .give(Hook.SELF, 0)
                .atEntry());
        to.add(on("jdbc.statement", owner, "clearBatch", "()V", receiver, EMPTY)
                .give(Hook.SELF)
                .atEntry());
        // H2 passes what it makes of a value on to a setter of its own, whose value says less.
        to.add(on("jdbc.bind", owner, "set*", null, receiver, BIND).atBind().publicOnly());
        to.add(on("jdbc.bind", owner, "clearParameters", "()V", receiver, UNBIND)
                .give(Hook.SELF)
                .atEntry());
        to.add(on("jdbc.statement", owner, "close", "()V", receiver, DROP)
                .give(Hook.SELF)
                .atEntry());
        to.add(on("jdbc.statement", owner, "closeOnCompletion", "()V", receiver, COMPLETE)
                .give(Hook.SELF)
                .atEntry());
        to.add(on("jdbc.rows", owner, "getResultSet", null, receiver, GIVE)
                .give(Hook.SELF)
                .atExit());
        to.add(on("jdbc.rows", owner, "setFetchSize", "(I)V", receiver, FETCH)
                .give(Hook.SELF, 0)
                .atEntry());
        to.add(on("jdbc.timeout", owner, "setQueryTimeout", "(I)V", receiver, QUERY_TIMEOUT)
                .give(Hook.SELF, 0)
                .atEntry());
    }

    /** What a result set is watched at. */
    static void resultSet(String owner, Receiver receiver, To to) {
        to.add(on("jdbc.rows", owner, "next", "()Z", receiver, ROW).atRow());
        to.add(on("jdbc.rows", owner, "close", "()V", receiver, READ)
                .give(Hook.SELF)
                .atEntry());
    }

    private static Hook on(
            String name, String owner, String methods, @Nullable String descriptor, Receiver to, int op) {
        return Hook.on(name, owner, methods, descriptor, to, op).optional();
    }
}

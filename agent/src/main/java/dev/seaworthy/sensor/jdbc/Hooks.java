package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;

/** Which methods JDBC is watched at. The names are a fast path: what is not among them is found by behaviour. */
final class Hooks {

    /** May build a physical connection: a driver, DriverManager, a driver's own DataSource. */
    static final int OPEN = 1;
    /** Hands out connections that come from elsewhere: a pool's or a wrapper's DataSource. */
    static final int BORROW = 2;
    /** A connection's own method is called. */
    static final int TOUCH = 3;
    /** A connection ends. */
    static final int END = 4;
    /** A driver registers. */
    static final int REGISTER = 5;
    /** The constructor of a known pool ends. */
    static final int BUILD = 6;
    /** A known pool is closed. */
    static final int SHUT = 7;
    /** A borrowed connection is given back. */
    static final int RETURN = 8;

    private static final String[] DRIVERS = {
        "org/postgresql/Driver",
        "com/mysql/cj/jdbc/NonRegisteringDriver",
        "com/mysql/jdbc/NonRegisteringDriver",
        "org/mariadb/jdbc/Driver",
        "org/h2/Driver",
        "org/hsqldb/jdbc/JDBCDriver",
        "org/apache/derby/iapi/jdbc/AutoloadedDriver",
        "org/apache/derby/jdbc/AutoloadedDriver",
        "org/apache/derby/jdbc/EmbeddedDriver",
        "org/apache/derby/jdbc/ClientDriver",
        "org/sqlite/JDBC",
        "oracle/jdbc/driver/OracleDriver",
        "com/microsoft/sqlserver/jdbc/SQLServerDriver"
    };
    private static final String[] SOURCES = {
        "org/h2/jdbcx/JdbcDataSource",
        "org/hsqldb/jdbc/JDBCDataSource",
        "org/sqlite/SQLiteDataSource",
        "org/mariadb/jdbc/MariaDbDataSource",
        "oracle/jdbc/pool/OracleDataSource",
        "com/microsoft/sqlserver/jdbc/SQLServerDataSource"
    };
    private static final String[] CONNECTIONS = {
        "org/postgresql/jdbc/PgConnection",
        "com/mysql/cj/jdbc/ConnectionImpl",
        "org/mariadb/jdbc/Connection",
        "org/h2/jdbc/JdbcConnection",
        "org/hsqldb/jdbc/JDBCConnection",
        "org/apache/derby/impl/jdbc/EmbedConnection",
        "org/sqlite/jdbc4/JDBC4Connection",
        "org/sqlite/jdbc3/JDBC3Connection",
        "org/sqlite/SQLiteConnection",
        "com/microsoft/sqlserver/jdbc/SQLServerConnection"
    };
    static final String[] TOUCHES = {"createStatement", "prepareStatement", "prepareCall", "commit"};
    /** What a pooled connection is asked for its work at. */
    static final String[] POOLED_TOUCHES = {"getConnection"};

    static final String[] SOURCE_METHODS = {"getConnection", "getPooledConnection", "getXAConnection"};
    static final String[] BORROW_METHODS = {"getConnection"};
    private static final String[] POOLS = {
        "com/zaxxer/hikari/HikariDataSource",
        "org/apache/commons/dbcp2/BasicDataSource",
        "org/apache/commons/dbcp/BasicDataSource",
        "org/apache/tomcat/jdbc/pool/DataSourceProxy",
        "org/apache/tomcat/dbcp/dbcp2/BasicDataSource",
        "com/mchange/v2/c3p0/impl/AbstractPoolBackedDataSource",
        "com/alibaba/druid/pool/DruidDataSource",
        "org/h2/jdbcx/JdbcConnectionPool"
    };

    private Hooks() {}

    static void addAll(HookTable table, Receiver receiver) {
        String manager = "java/sql/DriverManager";
        table.add(Hook.on(
                        "jdbc.DriverManager",
                        manager,
                        "getConnection",
                        "(Ljava/lang/String;Ljava/util/Properties;Ljava/lang/Class;)Ljava/sql/Connection;",
                        receiver,
                        OPEN)
                .give(Hook.SELF, 0, 1)
                .atEntry()
                .atExit()
                .atThrow());
        table.add(Hook.on(
                        "jdbc.DriverManager",
                        manager,
                        "registerDriver",
                        "(Ljava/sql/Driver;Ljava/sql/DriverAction;)V",
                        receiver,
                        REGISTER)
                .give(Hook.SELF, 0)
                .atExit());
        for (String driver : DRIVERS) {
            table.add(open(driver, "connect", OPEN, receiver));
        }
        for (String source : SOURCES) {
            for (String method : SOURCE_METHODS) {
                table.add(open(source, method, OPEN, receiver));
            }
        }
        for (String connection : CONNECTIONS) {
            connection(connection, receiver, table);
        }
        for (String pool : POOLS) {
            table.add(open(pool, "getConnection", BORROW, receiver));
            table.add(Hook.on("jdbc.pool", pool, "<init>", null, receiver, BUILD)
                    .give(Hook.SELF)
                    .atExit()
                    .optional());
            table.add(Hook.on("jdbc.pool", pool, "close", null, receiver, SHUT)
                    .give(Hook.SELF)
                    .atEntry()
                    .optional());
        }
    }

    /** Whether the class is woven as it loads. */
    static boolean isKnown(String owner) {
        return isIn(DRIVERS, owner) || isIn(SOURCES, owner) || isIn(CONNECTIONS, owner) || isIn(POOLS, owner);
    }

    private static boolean isIn(String[] names, String name) {
        for (String one : names) {
            if (one.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** What a connection is woven at. */
    private static void connection(String owner, Receiver receiver, HookTable table) {
        for (String touch : TOUCHES) {
            table.add(touch(owner, touch, receiver));
        }
        table.add(end(owner, "close", receiver));
        table.add(end(owner, "abort", receiver));
    }

    static Hook open(String owner, String method, int op, Receiver receiver) {
        return Hook.on(op == OPEN ? "jdbc.driver" : "jdbc.pool", owner, method, null, receiver, op)
                .give(Hook.SELF, 0, 1)
                .atEntry()
                .atExit()
                .atThrow()
                .optional();
    }

    static Hook touch(String owner, String method, Receiver receiver) {
        return Hook.on("jdbc.connection", owner, method, null, receiver, TOUCH)
                .give(Hook.SELF, 0)
                .atEntry()
                .optional();
    }

    static Hook giveBack(String owner, Receiver receiver) {
        return Hook.on("jdbc.return", owner, "close", "()V", receiver, RETURN)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow()
                .optional();
    }

    static Hook end(String owner, String method, Receiver receiver) {
        return Hook.on("jdbc.connection", owner, method, null, receiver, END)
                .give(Hook.SELF)
                .atEntry()
                .optional();
    }
}

package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.sensor.tls.Handshakes;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/** Which methods JDBC is watched at. The names are a fast path: what is not among them is found by behaviour. */
public final class Hooks {

    /** May build a physical connection: a driver, DriverManager, a driver's own DataSource. */
    public static final int OPEN = 1;
    /** Hands out connections that come from elsewhere: a pool's or a wrapper's DataSource. */
    public static final int BORROW = 2;
    /** A connection ends. */
    public static final int END = 4;
    /** A driver registers. */
    public static final int REGISTER = 5;
    /** The constructor of a known pool ends. */
    public static final int BUILD = 6;
    /** A known pool is closed. */
    public static final int SHUT = 7;
    /** A borrowed connection is given back. */
    public static final int RETURN = 8;
    /** A pool that is no DataSource hands out a connection of its own. */
    public static final int SERVE = 30;
    /** A borrowed connection is asked for the driver's own. */
    public static final int UNWRAP = 40;
    /** The constructor ends of a DataSource that nobody knows, which may be a pool. */
    public static final int BUILD_UNKNOWN = 31;

    private static final String[] DRIVERS = {
        "org/postgresql/Driver",
        "com/mysql/cj/jdbc/NonRegisteringDriver",
        "com/mysql/jdbc/NonRegisteringDriver",
        "org/mariadb/jdbc/Driver",
        "org/h2/Driver",
        "org/hsqldb/jdbc/JDBCDriver",
        "org/apache/derby/iapi/jdbc/AutoloadedDriver",
        "org/apache/derby/jdbc/AutoloadedDriver",
        "org/apache/derby/iapi/jdbc/InternalDriver",
        "org/apache/derby/jdbc/InternalDriver",
        "org/apache/derby/jdbc/EmbeddedDriver",
        "org/apache/derby/jdbc/ClientDriver",
        "org/sqlite/JDBC",
        "oracle/jdbc/driver/OracleDriver",
        "com/microsoft/sqlserver/jdbc/SQLServerDriver"
    };
    private static final String[] SOURCES = {
        "org/h2/jdbcx/JdbcDataSource",
        "org/hsqldb/jdbc/JDBCDataSource",
        "org/apache/derby/client/BasicClientDataSource",
        "org/sqlite/SQLiteDataSource",
        "org/mariadb/jdbc/MariaDbDataSource",
        "oracle/jdbc/pool/OracleDataSource",
        "com/microsoft/sqlserver/jdbc/SQLServerDataSource"
    };
    private static final String[] POOLED_SOURCES = {
        "org/postgresql/ds/PGConnectionPoolDataSource",
        "org/postgresql/xa/PGXADataSource",
        "com/mysql/cj/jdbc/MysqlConnectionPoolDataSource",
        "com/mysql/cj/jdbc/MysqlXADataSource",
        "org/hsqldb/jdbc/pool/JDBCPooledDataSource",
        "org/hsqldb/jdbc/pool/JDBCXADataSource"
    };
    private static final String ADAPTER = "org/apache/commons/dbcp2/cpdsadapter/DriverAdapterCPDS";
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
    static final String[] SOURCE_METHODS = {"getConnection", "getPooledConnection", "getXAConnection"};
    private static final String[] POOLS = {
        "com/zaxxer/hikari/HikariDataSource",
        "org/apache/commons/dbcp2/BasicDataSource",
        "org/apache/commons/dbcp/BasicDataSource",
        "org/apache/tomcat/jdbc/pool/DataSourceProxy",
        "org/apache/tomcat/dbcp/dbcp2/BasicDataSource",
        "com/mchange/v2/c3p0/impl/AbstractPoolBackedDataSource",
        "com/alibaba/druid/pool/DruidDataSource",
        "org/h2/jdbcx/JdbcConnectionPool",
        "io/agroal/pool/DataSource",
        "org/vibur/dbcp/ViburDBCPDataSource",
        "oracle/ucp/jdbc/PoolDataSourceImpl",
        "com/jolbox/bonecp/BoneCPDataSource",
        "org/mariadb/jdbc/MariaDbPoolDataSource",
        "org/apache/ibatis/datasource/pooled/PooledDataSource",
        "org/postgresql/ds/PGPoolingDataSource",
        "org/springframework/jdbc/datasource/SingleConnectionDataSource"
    };
    /** Pools of a kind that are no DataSources: Hibernate's own. */
    private static final String[] PROVIDERS = {
        "org/hibernate/engine/jdbc/connections/internal/DriverManagerConnectionProvider",
        "org/hibernate/engine/jdbc/connections/internal/DriverManagerConnectionProviderImpl",
        "org/hibernate/service/jdbc/connections/internal/DriverManagerConnectionProviderImpl",
        "org/hibernate/connection/DriverManagerConnectionProvider"
    };

    /** What pools lend, so that no return is missed while a class is woven beside the application. */
    private static final String[] LENT = {"com/zaxxer/hikari/pool/ProxyConnection"};

    private Hooks() {}

    public static void addAll(HookTable table, Receiver receiver) {
        Handshakes.addTo(table, "jdbc.tls");
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
        for (String source : POOLED_SOURCES) {
            table.add(open(source, "getPooledConnection", OPEN, receiver));
            table.add(open(source, "getXAConnection", OPEN, receiver));
        }
        table.add(open(ADAPTER, "getPooledConnection", HandleHooks.ADAPT, receiver));
        for (String connection : CONNECTIONS) {
            connection(connection, receiver, table);
        }
        StatementHooks.addAll(table, receiver);
        for (String pool : POOLS) {
            table.add(open(pool, "getConnection", BORROW, receiver));
            table.add(build(pool, BUILD, receiver));
            table.add(shut(pool, receiver));
        }
        for (String lent : LENT) {
            table.add(giveBack(lent, receiver));
            table.add(unwrap(lent, receiver));
        }
        for (String provider : PROVIDERS) {
            table.add(build(provider, BUILD, receiver));
            table.add(Hook.on("jdbc.pool", provider, "getConnection", "()Ljava/sql/Connection;", receiver, SERVE)
                    .give(Hook.SELF)
                    .atExit()
                    .optional());
        }
    }

    /** Whether the class is woven as it loads. */
    static boolean isKnown(@Nullable Class<?> type) {
        String owner = type == null ? "" : type.getName().replace('.', '/');
        return StatementHooks.isKnown(owner)
                || isIn(DRIVERS, owner)
                || isIn(SOURCES, owner)
                || isIn(POOLED_SOURCES, owner)
                || owner.equals(ADAPTER)
                || isIn(CONNECTIONS, owner)
                || isIn(POOLS, owner)
                || isIn(LENT, owner);
    }

    static boolean isIn(String[] names, String name) {
        for (String one : names) {
            if (one.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** What a connection is woven at. */
    private static void connection(String owner, Receiver receiver, HookTable table) {
        table.add(end(owner, "close", receiver));
        table.add(end(owner, "abort", receiver));
        StatementHooks.transaction(owner, receiver, new StatementHooks.IntoTable(table));
    }

    static Hook open(String owner, String method, int op, Receiver receiver) {
        return Hook.on(op == OPEN ? "jdbc.driver" : "jdbc.pool", owner, method, null, receiver, op)
                .give(Hook.SELF, 0, 1)
                .atEntry()
                .atExit()
                .atThrow()
                .optional();
    }

    static Hook build(String owner, int op, Receiver receiver) {
        return Hook.on("jdbc.pool", owner, "<init>", null, receiver, op)
                .give(Hook.SELF)
                .atExit()
                .optional();
    }

    static Hook shut(String owner, Receiver receiver) {
        return Hook.on("jdbc.pool", owner, "close", null, receiver, SHUT)
                .give(Hook.SELF)
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

    static Hook unwrap(String owner, Receiver receiver) {
        return Hook.on("jdbc.return", owner, "unwrap", "(Ljava/lang/Class;)Ljava/lang/Object;", receiver, UNWRAP)
                .give(Hook.SELF)
                .atEntry()
                .optional();
    }

    static Hook end(String owner, String method, Receiver receiver) {
        return Hook.on("jdbc.connection", owner, method, null, receiver, END)
                .give(Hook.SELF)
                .atEntry()
                .optional();
    }
}

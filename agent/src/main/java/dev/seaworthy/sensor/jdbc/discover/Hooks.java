package dev.seaworthy.sensor.jdbc.discover;

import static dev.seaworthy.weave.Hook.SELF;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.util.ArrayList;
import java.util.List;
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
        List<Hook> hooks = new ArrayList<>();
        HookedClass manager = new HookedClass("java/sql/DriverManager", receiver, hooks);
        String connect = "(Ljava/lang/String;Ljava/util/Properties;Ljava/lang/Class;)Ljava/sql/Connection;";
        String register = "(Ljava/sql/Driver;Ljava/sql/DriverAction;)V";
        manager.around(OPEN, "jdbc.DriverManager", "getConnection", connect, SELF, 0, 1);
        manager.exit(REGISTER, "jdbc.DriverManager", "registerDriver", register, SELF, 0);
        for (String driver : DRIVERS) {
            open(new HookedClass(driver, receiver, hooks), "connect", OPEN);
        }
        for (String source : SOURCES) {
            open(new HookedClass(source, receiver, hooks), "getConnection,getPooledConnection,getXAConnection", OPEN);
        }
        for (String source : POOLED_SOURCES) {
            open(new HookedClass(source, receiver, hooks), HandleHooks.MAKERS, OPEN);
        }
        open(new HookedClass(ADAPTER, receiver, hooks), "getPooledConnection", HandleHooks.ADAPT);
        for (String connection : CONNECTIONS) {
            connection(new HookedClass(connection, receiver, hooks));
        }
        StatementHooks.addAll(receiver, hooks);
        for (String pool : POOLS) {
            HookedClass in = new HookedClass(pool, receiver, hooks);
            open(in, "getConnection", BORROW);
            build(in, BUILD);
            shut(in);
        }
        for (String lent : LENT) {
            lent(new HookedClass(lent, receiver, hooks));
        }
        for (String provider : PROVIDERS) {
            HookedClass in = new HookedClass(provider, receiver, hooks);
            build(in, BUILD);
            in.exit(SERVE, "jdbc.pool", "getConnection", "()Ljava/sql/Connection;", SELF);
        }
        for (Hook hook : hooks) {
            table.add(hook);
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

    /** What a driver's connection is watched at. */
    static void connection(HookedClass in) {
        ends(in, "close");
        ends(in, "abort");
        StatementHooks.transaction(in);
    }

    /** A method of its own each: classes that are found share what they inherit, of which only the close may be woven. */
    static void ends(HookedClass in, String method) {
        in.entry(END, "jdbc.connection", method, null, SELF);
    }

    static void open(HookedClass in, String methods, int op) {
        in.around(op, op == OPEN ? "jdbc.driver" : "jdbc.pool", methods, null, SELF, 0, 1);
    }

    static void build(HookedClass in, int op) {
        in.exit(op, "jdbc.pool", "<init>", null, SELF);
    }

    static void shut(HookedClass in) {
        in.entry(SHUT, "jdbc.pool", "close", null, SELF);
    }

    /** What a borrowed connection is watched at. */
    static void lent(HookedClass in) {
        in.around(RETURN, "jdbc.return", "close", "()V", SELF);
        in.entry(UNWRAP, "jdbc.return", "unwrap", "(Ljava/lang/Class;)Ljava/lang/Object;", SELF);
    }
}

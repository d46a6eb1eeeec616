package dev.seaworthy.sensor.jdbc.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Libraries;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolConfigured.Validation;
import dev.seaworthy.sensor.jdbc.Never;
import dev.seaworthy.sensor.jdbc.source.SourceAnswers;
import fixture.jdbc.Fleet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real pools, asked before they connect to anything. */
class PoolGettersTest {

    private static final String URL = "jdbc:postgresql://db:5432/shop";
    private static final Fleet FLEET = new Fleet(URL, "app", "k9Zx");
    private static URLClassLoader libraries;

    @BeforeAll
    static void load() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (String jar : List.of(
                "commons-dbcp-1",
                "commons-pool-1",
                "tomcat-jdbc",
                "tomcat-juli",
                "c3p0",
                "mchange-commons-java",
                "agroal-api",
                "agroal-pool",
                "jboss-logging",
                "druid",
                "ucp",
                "ojdbc11",
                "bonecp",
                "guava",
                "mybatis")) {
            jars.add(Libraries.jar(jar).toUri().toURL());
        }
        libraries = new URLClassLoader(jars.toArray(URL[]::new), PoolGettersTest.class.getClassLoader());
    }

    @AfterAll
    static void unload() throws IOException {
        libraries.close();
    }

    private static DataSource pool(String kindAndSettings) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(libraries);
        try {
            return FLEET.named(kindAndSettings.replace(' ', ','));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static final String ENDLESS = "2147483647";

    @ParameterizedTest
    @CsvSource({
        // what is not set: the vendor's own defaults
        "dbcp2,8,0,ON_BORROW,0,false",
        "dbcp1,8,0,ON_BORROW,-1,false", // its tests are switched off at the first borrow, without a query
        "tomcat,100,30000,NONE,0,false",
        "c3p0,15,0,NONE,0,false",
        "agroal maxSize=6,6,0,NONE,0,false",
        "druid,8,0,WHILE_IDLE,0,false",
        "ucp," + ENDLESS + ",3000,NONE,0,false",
        "h2,10,30000,UNKNOWN,-1,",
        "mybatis,10,-1,NONE,-1,",
        // what is
        "hikari maximumPoolSize=7 connectionTimeout=2000 maxLifetime=600000,7,2000,AFTER_IDLE,600000,false",
        "hikari maximumPoolSize=7 connectionTimeout=0 maxLifetime=0 leakDetectionThreshold=2000,7,0,AFTER_IDLE,0,true",
        "dbcp2 maxTotal=3 maxWait=4000 testOnBorrow=false testWhileIdle=true,3,4000,WHILE_IDLE,0,false",
        "dbcp2 maxTotal=-1 maxWaitMillis=0 testOnBorrow=false," + ENDLESS + ",1,NONE,0,false",
        "dbcp2 maxConnLifetimeMillis=60000 removeAbandonedOnBorrow=true,8,0,ON_BORROW,60000,true",
        "dbcp1 maxActive=3 maxWait=4000,3,4000,ON_BORROW,-1,false",
        "tomcat maxActive=9 maxWait=4000 testOnBorrow=true maxAge=60000,9,4000,ON_BORROW,60000,false",
        "tomcat maxWait=-1 testWhileIdle=true removeAbandoned=true,100,0,WHILE_IDLE,0,true",
        "c3p0 maxPoolSize=9 checkoutTimeout=4000 testConnectionOnCheckout=true maxConnectionAge=60,9,4000,ON_BORROW,60000,false",
        "c3p0 idleConnectionTestPeriod=30 unreturnedConnectionTimeout=9,15,0,WHILE_IDLE,0,true",
        "agroal maxSize=6 acquisitionTimeout_s=4 validateOnBorrow=true maxLifetime_m=2,6,4000,ON_BORROW,120000,false",
        "agroal maxSize=6 validationTimeout_s=60 leakTimeout_s=9,6,0,WHILE_IDLE,0,true",
        "druid maxActive=9 maxWait=4000 testOnBorrow=true,9,4000,ON_BORROW,0,false",
        "druid testWhileIdle=false phyTimeoutMillis=60000,8,0,NONE,60000,false",
        "ucp maxPoolSize=9 connectionWaitTimeout=4 validateConnectionOnBorrow=true,9,4000,ON_BORROW,0,false",
        "bonecp maxConnectionsPerPartition=7 partitionCount=3 connectionTimeoutInMs=4000,21,4000,WHILE_IDLE,0,",
        "h2 maxConnections=4 loginTimeout=5,4,5000,UNKNOWN,-1,",
        "lagoon maxSize=4,4,-1,UNKNOWN,-1,"
    })
    void reads(
            String pool,
            int maximum,
            long acquireMillis,
            Validation validation,
            long lifetimeMillis,
            Boolean detectsLeaks)
            throws Exception {
        PoolGetters.Said said = PoolGetters.ask(pool(pool));

        assertThat(said.maximum()).as("maximum").isEqualTo(maximum);
        assertThat(said.acquireMillis()).as("acquire wait").isEqualTo(acquireMillis);
        assertThat(said.validation()).isEqualTo(validation);
        assertThat(said.lifetimeMillis()).as("lifetime").isEqualTo(lifetimeMillis);
        assertThat(said.detectsLeaks()).as("leak detection").isEqualTo(detectsLeaks);
    }

    @ParameterizedTest
    @CsvSource({"hikari", "dbcp2", "tomcat", "c3p0", "druid", "ucp", "bonecp", "agroal maxSize=6", "mybatis"})
    void finds_the_url(String pool) throws Exception {
        DataSource source = pool(pool);
        SourceAnswers sources = new SourceAnswers(new Never(), (where, more) -> {});
        String said = sources.asked(source).url();

        assertThat(said == null ? PoolParts.url(source, sources) : said).isEqualTo(URL);
    }

    @Test
    void knows_names() throws Exception {
        assertThat(PoolGetters.ask(pool("hikari poolName=orders")).name()).isEqualTo("orders");
        assertThat(PoolGetters.ask(pool("lagoon")).name()).isEqualTo("Lagoon");
    }

    /** A pool that is half broken. */
    public static final class Wreck {
        public int getMaxTotal() throws SQLException {
            throw new SQLException("sunk");
        }

        public int getMaxPoolSize() {
            return 6;
        }

        public Duration getMaxWaitDuration() {
            throw new StackOverflowError();
        }

        public String getMaxWait() {
            return "long";
        }

        public long getCheckoutTimeout() {
            return 700;
        }

        public boolean isTestOnBorrow() {
            throw new IllegalStateException("not afloat");
        }
    }

    /** Says no more than MariaDB's pool does. */
    public static class Raft {
        private final String url;

        Raft(String url) {
            this.url = url;
        }

        public String getUrl() {
            return url;
        }
    }

    /** Of the same name. */
    public static final class MariaDbPoolDataSource extends Raft {
        MariaDbPoolDataSource(String url) {
            super(url);
        }
    }

    @Test
    void reads_a_size_that_only_the_url_tells() {
        assertThat(PoolGetters.ask(new Raft("jdbc:mariadb://db/shop?maxPoolSize=17&user=app"))
                        .maximum())
                .isEqualTo(17);
        assertThat(PoolGetters.ask(new Raft("jdbc:mariadb://db/shop?maxPoolSize=many"))
                        .maximum())
                .isEqualTo(PoolConfigured.UNKNOWN);
        assertThat(PoolGetters.ask(new Raft("jdbc:mariadb://db/shop")).maximum())
                .isEqualTo(PoolConfigured.UNKNOWN);
        assertThat(PoolGetters.ask(new MariaDbPoolDataSource("jdbc:mariadb://db/shop"))
                        .maximum())
                .isEqualTo(8);
    }

    @Test
    void takes_what_a_broken_pool_still_says() {
        PoolGetters.Said said = PoolGetters.ask(new Wreck());

        assertThat(said.maximum()).isEqualTo(6);
        assertThat(said.acquireMillis()).isEqualTo(700);
        assertThat(said.validation()).isEqualTo(Validation.UNKNOWN);
        assertThat(PoolGetters.ask(new Object()).maximum()).isEqualTo(PoolConfigured.UNKNOWN);
    }

    @Test
    void knows_by_class_who_has_nothing_to_say() {
        assertThat(PoolGetters.haveSize(Wreck.class)).isTrue();
        assertThat(PoolGetters.haveSize(Object.class)).isFalse();
        assertThat(PoolGetters.haveSize(org.springframework.jdbc.datasource.DriverManagerDataSource.class))
                .isFalse();
        assertThat(PoolGetters.haveSize(org.postgresql.ds.PGSimpleDataSource.class))
                .isFalse();
    }
}

package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.observation.ConnectionOpened.Opener;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Tells by the names on the stack who opens a connection. Names are a fast path only; behaviour is judged by the rules. */
public final class Openers {

    private static final int CACHED = 256;

    /** Pools, toy pools and generic object pools. */
    private static final String[] POOLS = ("com.zaxxer.hikari. org.apache.commons.dbcp org.apache.commons.pool "
                    + "org.apache.tomcat.jdbc.pool. org.apache.tomcat.dbcp. com.mchange.v2. io.agroal. "
                    + "org.vibur.dbcp. com.alibaba.druid.pool. oracle.ucp. org.h2.jdbcx.JdbcConnectionPool "
                    + "org.mariadb.jdbc.MariaDbPoolDataSource org.mariadb.jdbc.pool. com.jolbox.bonecp. "
                    + "org.logicalcobwebs.proxool. bitronix.tm. com.atomikos.jdbc. org.jboss.jca.adapters.jdbc. "
                    + "org.jboss.jca.core.connectionmanager. com.ibm.ws.rsadapter. com.ibm.ejs.j2c. weblogic.jdbc. "
                    + "com.sun.gjc. com.sun.enterprise.resource.pool. com.caucho.sql. snaq.db. "
                    + "org.eclipse.persistence.sessions.server.ConnectionPool org.apache.ibatis.datasource.pooled. "
                    + "org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProvider "
                    + "org.hibernate.connection.DriverManagerConnectionProvider "
                    + "org.postgresql.ds.PGPoolingDataSource org.postgresql.jdbc2.optional.PoolingDataSource "
                    + "org.hsqldb.jdbc.JDBCPool org.apache.openejb.resource.jdbc.pool. io.quarkus.agroal.")
            .split(" ");
    /** They live among pools, or look like one, and open a connection each time. */
    private static final String[] NON_POOLING = ("com.mchange.v2.c3p0.DriverManagerDataSource "
                    + "org.springframework.jdbc.datasource.DriverManagerDataSource "
                    + "org.springframework.jdbc.datasource.SimpleDriverDataSource "
                    + "org.springframework.jdbc.datasource.AbstractDriverBasedDataSource "
                    + "org.apache.ibatis.datasource.unpooled.UnpooledDataSource "
                    + "org.flywaydb.core.internal.jdbc.DriverDataSource")
            .split(" ");

    /** By what the place was then: more may be known since. */
    private record Judged(Site site, @Nullable Place place, Opener kind) {}

    private static final AtomicReferenceArray<@Nullable Judged> JUDGED = new AtomicReferenceArray<>(CACHED);

    private Openers() {}

    /** What kind of opener stands on that stack. */
    public static Opener kind(Site site) {
        int slot = System.identityHashCode(site) & (CACHED - 1);
        Judged judged = JUDGED.get(slot);
        Place place = site.place();
        if (judged == null || judged.site != site || judged.place != place) {
            judged = new Judged(site, place, judge(site));
            JUDGED.set(slot, judged);
        }
        return judged.kind;
    }

    private static Opener judge(Site site) {
        for (Place frame : site.stack()) {
            if (isPool(frame.className())) {
                return Opener.POOL;
            }
        }
        Place factory = site.factory();
        if (factory == null) {
            return Opener.UNKNOWN;
        }
        return site.direct() || factory.equals(site.place()) || startsWithAny(factory.className(), NON_POOLING)
                ? Opener.DIRECT
                : Opener.UNKNOWN;
    }

    public static boolean isPool(String className) {
        return startsWithAny(className, POOLS) && !startsWithAny(className, NON_POOLING);
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

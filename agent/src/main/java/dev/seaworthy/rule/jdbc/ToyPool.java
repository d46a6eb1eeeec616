package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionShared;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.PoolServed;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A pool serves requests that its own authors call unfit for production. */
@RuleSpec(
        id = "jdbc/toy-pool",
        severity = Severity.MEDIUM,
        needs = {PoolServed.class, ConnectionShared.class},
        summary = "Requests served from a pool that is not meant for production",
        fix = "Replace it with a production pool such as HikariCP, sized for your replicas.")
public final class ToyPool implements Rule<JdbcObservation> {

    /** Beginning of the class's name, and what is wrong with it. */
    private static final String[][] TOYS = {
        {
            "org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProvider",
            "Hibernate's built-in pool, which Hibernate itself declares unfit for production"
        },
        {
            "org.hibernate.service.jdbc.connections.internal.DriverManagerConnectionProvider",
            "Hibernate's built-in pool, which Hibernate itself declares unfit for production"
        },
        {
            "org.hibernate.connection.DriverManagerConnectionProvider",
            "Hibernate's built-in pool, which Hibernate itself declares unfit for production"
        },
        {
            "org.apache.ibatis.datasource.pooled.PooledDataSource",
            "MyBatis's built-in pool, which has one lock for all and takes connections away from callers that hold"
                    + " them long"
        },
        {
            "org.postgresql.ds.PGPoolingDataSource",
            "the driver's own pool, which is deprecated and neither closes nor validates connections"
        },
        {"org.springframework.jdbc.datasource.SingleConnectionDataSource", "a single connection that all threads share"}
    };

    private static final String FIX_SHARED =
            "Borrow a connection from a pool for each unit of work, and close it when that is done.";

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen instanceof PoolServed served) {
            toy(served, findings);
        } else if (seen instanceof ConnectionShared shared) {
            shared(shared, findings);
        }
    }

    private void shared(ConnectionShared seen, Findings findings) {
        // One writer is what SQLite is; a second connection shows that there is more than one.
        if (seen.database().embedded() || !seen.overlapped() && seen.connections() > 1) {
            return;
        }
        String message = seen.overlapped()
                ? "Statements of several threads ran on one connection at the same time"
                : seen.units()
                        + " requests used the same connection while another request had it, and no other was ever"
                        + " opened";
        findings.add(Found.of(true, this, seen.origin(), seen.database().url(), message)
                .variant("shared-connection")
                .severity(Severity.HIGH)
                .fix(FIX_SHARED)
                .evidence("requests", seen.units())
                .evidence("connections-ever", seen.connections()));
    }

    private void toy(PoolServed served, Findings findings) {
        // In front of a database inside the process it is the smaller of two mistakes; SQLite has one writer anyway.
        if (served.database().embedded() || !served.origin().unit().isRequest()) {
            return;
        }
        for (String[] toy : TOYS) {
            if (served.pool().startsWith(toy[0])) {
                findings.add(Found.confirmed(
                                this,
                                served.origin().site(),
                                served.database().url(),
                                "Requests are served from " + toy[1],
                                served.origin().millis())
                        .evidence("pool", served.pool()));
                return;
            }
        }
    }
}

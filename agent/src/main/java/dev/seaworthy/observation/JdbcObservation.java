package dev.seaworthy.observation;

/** What was seen at a JDBC driver, a DataSource or a pool. */
public sealed interface JdbcObservation extends Observation
        permits ConnectionOpened, ConnectionClosed, ConnectionRefused, ConnectionReused, StatementRan, PoolBuilt {

    Database database();
}

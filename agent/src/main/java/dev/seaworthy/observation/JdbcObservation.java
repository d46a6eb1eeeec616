package dev.seaworthy.observation;

/** What was seen at a JDBC driver, a DataSource or a pool. */
public sealed interface JdbcObservation extends Observation
        permits ConnectionOpened,
                ConnectionClosed,
                ConnectionRefused,
                ConnectionReused,
                StatementRan,
                PoolBuilt,
                PoolLived,
                ConnectionConfigured,
                StatementsBounded,
                PoolConfigured,
                PoolServed,
                ShapeRepeated,
                WorkDone,
                RowsRead,
                SchemaChanged,
                ValueConcatenated,
                BorrowWaited,
                BorrowNested,
                ConnectionKept,
                StatementsKept,
                ConnectionShared,
                ConnectionBroken,
                ConnectionRested,
                RemoteCalled,
                TransactionEnded,
                WritesScattered,
                WritesAbandoned {

    Database database();
}

package dev.seaworthy.observation;

import java.util.List;

/**
 * One unit of work changed several tables, and no one transaction committed it all.
 *
 * @param origin where the last of the writes was made
 * @param route the request's route, empty where there is none
 * @param tables the tables, lower-case, in the order of their first write
 * @param writes how many statements
 * @param inTransactions whether they were committed by several transactions, rather than each by itself
 */
@Sense(value = "jdbc.autocommit-writes", missing = "no unit of work changed several tables without a transaction")
public record WritesScattered(
        Origin origin, Database database, String route, List<String> tables, int writes, boolean inTransactions)
        implements JdbcObservation {}

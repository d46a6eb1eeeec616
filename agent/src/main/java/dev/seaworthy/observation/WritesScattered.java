package dev.seaworthy.observation;

import java.util.List;

/**
 * One unit of work changed several tables, each statement committed by itself.
 *
 * @param origin where the last of the writes was made
 * @param route the request's route, empty where there is none
 * @param tables the tables, lower-case, in the order of their first write
 * @param writes how many statements
 */
@Sense(value = "jdbc.autocommit-writes", missing = "no unit of work changed several tables without a transaction")
public record WritesScattered(Origin origin, Database database, String route, List<String> tables, int writes)
        implements JdbcObservation {}

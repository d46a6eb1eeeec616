/** Pools and other DataSources that lend connections: where they were built, how they are set, for which database. */
package dev.seaworthy.sensor.jdbc.pool;

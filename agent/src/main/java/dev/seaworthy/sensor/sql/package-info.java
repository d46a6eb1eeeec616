/** Reads SQL text and JDBC URLs, whoever uses them: knows no driver and no sensor. */
package dev.seaworthy.sensor.sql;

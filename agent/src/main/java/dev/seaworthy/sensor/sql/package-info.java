/** Reads SQL text, whoever runs it: knows no driver and no sensor. */
package dev.seaworthy.sensor.sql;

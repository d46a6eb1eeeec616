/** Senses JDBC: physical connections, who opens, uses and ends them, and the pools in between. */
package dev.seaworthy.sensor.jdbc;

/**
 * Senses JDBC: physical connections, who opens, uses and ends them, and the pools in between. From the lowest: {@code
 * source}, {@code pool}, {@code discover}, {@code track}, {@code watch}; each uses only those before it.
 */
package dev.seaworthy.sensor.jdbc;

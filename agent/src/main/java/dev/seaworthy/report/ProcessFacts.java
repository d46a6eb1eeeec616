package dev.seaworthy.report;

/**
 * The process that is watched.
 *
 * @param version of Seaworthy
 * @param main main class or jar, without arguments
 * @param java version of the JVM
 * @param startedAt epoch milliseconds
 * @param environment {@code container}, {@code vm} or {@code developer}
 */
public record ProcessFacts(String version, long pid, String main, String java, long startedAt, String environment) {}

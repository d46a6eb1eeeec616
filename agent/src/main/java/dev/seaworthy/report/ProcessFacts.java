package dev.seaworthy.report;

import java.util.List;

/**
 * The process that is watched.
 *
 * @param version of Seaworthy
 * @param main main class or jar, without arguments
 * @param java version of the JVM
 * @param startedAt epoch milliseconds
 * @param environment {@code container}, {@code vm} or {@code developer}
 * @param frameworks what the application is built with, such as {@code Spring Boot}, the most telling first; empty for
 *     plain Java
 * @param complete whether nothing more will come: the JVM went down in order, or the agent was detached
 * @param replicas how many processes' reports were merged into it, 1 for one
 */
public record ProcessFacts(
        String version,
        long pid,
        String main,
        String java,
        long startedAt,
        String environment,
        List<String> frameworks,
        boolean complete,
        int replicas) {

    /** One process that goes on, before anything is known of its frameworks. */
    public ProcessFacts(String version, long pid, String main, String java, long startedAt, String environment) {
        this(version, pid, main, java, startedAt, environment, List.of(), false, 1);
    }

    /** The same with what it turned out to be built with. */
    public ProcessFacts with(List<String> found) {
        return new ProcessFacts(
                version, pid, main, java, startedAt, environment, List.copyOf(found), complete, replicas);
    }

    /** The same, when nothing more will come. */
    public ProcessFacts ended() {
        return new ProcessFacts(version, pid, main, java, startedAt, environment, frameworks, true, replicas);
    }
}

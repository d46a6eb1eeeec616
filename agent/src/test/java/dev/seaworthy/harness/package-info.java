/**
 * The test harness: it forks real JVMs with the packed agent, and reads what came out.
 *
 * <p>Start at {@link dev.seaworthy.harness.Voyage}. A test that uses it is named {@code *IT} and runs after packaging;
 * its programs live in packages that begin with {@code fixture}, because {@code dev.seaworthy} is the agent itself.
 *
 * <p>Each program has a JVM of its own. One JVM for many, with an agent that leaves and comes again in between, was tried: it
 * saves less than one program that does many things, drivers are registered only once in a JVM, and JDK 25 takes longer each
 * time that a class is woven again.
 */
package dev.seaworthy.harness;

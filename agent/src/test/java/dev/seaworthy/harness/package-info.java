/**
 * The test harness: it forks real JVMs with the packed agent, and reads what came out.
 *
 * <p>Start at {@link dev.seaworthy.harness.Voyage}. A test that uses it is named {@code *IT} and runs after packaging;
 * its programs live in packages that begin with {@code fixture}, because {@code dev.seaworthy} is the agent itself.
 */
package dev.seaworthy.harness;

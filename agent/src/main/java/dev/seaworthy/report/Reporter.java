package dev.seaworthy.report;

/**
 * Hands findings to the outside; only reads. Called on the agent's thread, {@code finish} and {@code close} on the thread
 * that ends the JVM. The caller keeps a failure of one reporter from the others.
 */
public interface Reporter extends AutoCloseable {

    /**
     * Does what is due; about once a second.
     *
     * @param nowMillis epoch milliseconds
     */
    void tick(long nowMillis);

    /** Writes for the last time: the JVM is going down, and every judgement has been made. */
    void finish();

    /** The agent leaves a JVM that goes on: takes out of the application what it has put there. Before {@link #close}. */
    default void leave() {}

    /** Lets go of what it holds. */
    @Override
    void close();
}

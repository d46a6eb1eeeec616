package dev.seaworthy.boot;

/** Whether the calling thread is busy with the agent's own work, so that hooks reached from there do nothing. */
final class Guard {

    private static final ThreadLocal<Guard> OF_THREAD = new ThreadLocal<>() {
        @Override
        protected Guard initialValue() {
            return new Guard();
        }
    };

    boolean busy;

    private Guard() {}

    static Guard here() {
        return OF_THREAD.get();
    }

    /** Declares the calling thread the agent's own, for good. */
    static void ours() {
        here().busy = true;
    }
}

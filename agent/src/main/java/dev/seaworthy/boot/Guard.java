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

    /** Makes the calling thread busy with the agent's own; says what it was before, which {@link #leave} is given. */
    static boolean enter() {
        Guard guard = here();
        boolean before = guard.busy;
        guard.busy = true;
        return before;
    }

    /** The calling thread is again what it was before. */
    static void leave(boolean before) {
        here().busy = before;
    }

    /** Declares the calling thread the agent's own, for good. */
    static void ours() {
        here().busy = true;
    }
}

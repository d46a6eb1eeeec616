package dev.seaworthy.context;

/** The one stack walker, made when the first stack is walked. */
final class Walkers {

    static final StackWalker HIDDEN_FRAMES_LEFT_OUT =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final ClassLoader OURS = Walkers.class.getClassLoader();

    private Walkers() {}

    /** Whether a frame is the agent's own: its loader's, or the bridge in {@code java.lang}. */
    static boolean isOurs(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return type.getName().equals("java.lang.SeaworthyBridge");
        }
        return loader == OURS
                && type.getName().startsWith("dev.seaworthy.")
                && !type.getName().endsWith("Test");
    }
}

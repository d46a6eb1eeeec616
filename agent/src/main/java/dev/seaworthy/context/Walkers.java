package dev.seaworthy.context;

import java.security.ProtectionDomain;
import java.util.Set;

/** The one stack walker, made when the first stack is walked. */
final class Walkers {

    /** Frames fetched at once: half of them our own. A second fetch costs as much as six frames. */
    private static final int USUAL_DEPTH = 16;

    /**
     * Shows the frames of reflection, which {@link Code.Kind#REFLECTION} leaves out: the JDK would look at the name of each
     * frame's class to do so, which is half of what a short walk costs.
     */
    static final StackWalker HIDDEN_FRAMES_LEFT_OUT = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES), USUAL_DEPTH);

    private static final ClassLoader OURS = Walkers.class.getClassLoader();
    private static final ProtectionDomain OUR_DOMAIN = Walkers.class.getProtectionDomain();

    private Walkers() {}

    /** Whether a class is the agent's own: its loader's, or the bridge in {@code java.lang}. */
    static boolean isOurs(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return type.getName().equals("java.lang.SeaworthyBridge");
        }
        return loader == OURS && type.getProtectionDomain() == OUR_DOMAIN;
    }
}

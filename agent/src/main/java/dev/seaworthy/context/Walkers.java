package dev.seaworthy.context;

import java.security.ProtectionDomain;
import java.util.Set;

/** Stack walkers, made when the first stack is walked. */
final class Walkers {

    /**
     * Shows the frames of reflection, which {@link Code.Kind#REFLECTION} leaves out: the JDK would look at the name of each
     * frame's class to do so, which is half of what a short walk costs.
     */
    private static final Set<StackWalker.Option> OPTIONS =
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES);

    static final StackWalker HIDDEN_FRAMES_LEFT_OUT = fetching(FirstFetch.USUAL);

    private static final ClassLoader OURS = Walkers.class.getClassLoader();
    private static final ProtectionDomain OUR_DOMAIN = Walkers.class.getProtectionDomain();

    private Walkers() {}

    /** @param frames fetched at once in the beginning */
    static StackWalker fetching(int frames) {
        return StackWalker.getInstance(OPTIONS, frames);
    }

    /** Whether a class is the agent's own: its loader's, or the bridge in {@code java.lang}. */
    static boolean isOurs(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return type.getName().equals("java.lang.SeaworthyBridge");
        }
        return loader == OURS && type.getProtectionDomain() == OUR_DOMAIN;
    }
}

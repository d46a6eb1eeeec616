package dev.seaworthy.sensor.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the thread's context map of Log4j 2, in the class loader of a logger that has used it already. */
final class ThreadContexts {

    private static final Object NONE = new Object();

    private static final ClassValue<Object> CONTEXTS = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> logger) {
            for (Class<?> type = logger; type != null; type = type.getSuperclass()) {
                for (Class<?> api : type.getInterfaces()) {
                    Object found = find(api.getClassLoader());
                    if (found != NONE) {
                        return found;
                    }
                }
            }
            return NONE;
        }
    };

    private ThreadContexts() {}

    /** Null if it cannot be read. */
    static @Nullable Map<?, ?> of(@Nullable Object logger) {
        Object reader = logger == null ? NONE : CONTEXTS.get(logger.getClass());
        try {
            return reader == NONE ? null : (Map<?, ?>) ((MethodHandle) reader).invokeExact();
        } catch (Throwable closed) {
            return null;
        }
    }

    private static Object find(@Nullable ClassLoader loader) {
        if (loader == null) {
            return NONE;
        }
        try {
            Class<?> context = Class.forName("org.apache.logging.log4j.ThreadContext", false, loader);
            return MethodHandles.publicLookup()
                    .findStatic(context, "getImmutableContext", MethodType.methodType(Map.class));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            return NONE;
        }
    }
}

package dev.seaworthy.sensor.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the calling thread's context map by a library's static method, in the class loader of a logger that has used it already. */
final class ThreadContexts extends ClassValue<Object> {

    private static final Object NONE = new Object();

    private final String owner;
    private final String method;

    /** @param method that takes nothing and returns a map, with values as they were put in */
    ThreadContexts(String owner, String method) {
        this.owner = owner;
        this.method = method;
    }

    /** Null if it cannot be read. */
    @Nullable
    Map<?, ?> of(@Nullable Object logger) {
        Object reader = logger == null ? NONE : get(logger.getClass());
        try {
            return reader == NONE ? null : (Map<?, ?>) ((MethodHandle) reader).invokeExact();
        } catch (Throwable closed) {
            return null;
        }
    }

    @Override
    protected Object computeValue(Class<?> logger) {
        for (Class<?> type = logger; type != null; type = type.getSuperclass()) {
            Object found = find(type.getClassLoader());
            for (Class<?> api : type.getInterfaces()) {
                found = found == NONE ? find(api.getClassLoader()) : found;
            }
            if (found != NONE) {
                return found;
            }
        }
        return NONE;
    }

    private Object find(@Nullable ClassLoader loader) {
        if (loader == null) {
            return NONE;
        }
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Class.forName(owner, false, loader), method, MethodType.methodType(Map.class));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            return NONE;
        }
    }
}

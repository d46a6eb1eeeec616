package dev.seaworthy.sensor.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A private field where an event keeps its formatted message once somebody has asked for it: so nobody needs to ask, which
 * would turn the application's arguments into text. Found once for a class, and kept in the class itself.
 */
final class KeptText extends ClassValue<Object> {

    private static final Object NONE = new Object();
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final String name;

    KeptText(String name) {
        this.name = name;
    }

    /** Null if there is no such field or nothing in it. */
    @Nullable
    String of(@Nullable Object event) {
        Object getter = event == null ? NONE : get(event.getClass());
        try {
            return getter != NONE && ((MethodHandle) getter).invokeExact(event) instanceof String text ? text : null;
        } catch (Throwable closed) {
            return null;
        }
    }

    /** False only if there is such a field, with nothing in it. */
    boolean isSet(@Nullable Object event) {
        Object getter = event == null ? NONE : get(event.getClass());
        try {
            return getter == NONE || ((MethodHandle) getter).invokeExact(event) != null;
        } catch (Throwable closed) {
            return true;
        }
    }

    /** How it is read of objects of that class, as any object; null if it cannot be. */
    @Nullable
    MethodHandle getter(Class<?> type) {
        return get(type) instanceof MethodHandle known ? known : null;
    }

    @Override
    protected Object computeValue(Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            try {
                Field field = at.getDeclaredField(name);
                field.setAccessible(true);
                return MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
            } catch (ReflectiveOperationException | RuntimeException otherwise) {
                // then in its superclass
            }
        }
        return NONE;
    }
}

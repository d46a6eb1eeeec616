package dev.seaworthy.sensor.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A public getter of the application's objects, found once a class, called by reflection. Thread-safe. */
final class Getters extends ClassValue<Object> {

    private static final Object NONE = new Object();

    private final String type;
    private final String method;
    private final Class<?>[] takes;

    /**
     * @param type the public class or interface that declares {@code method}; several, comma-separated: the first there is;
     *     empty = whichever of the object's own is public and declares it, for a library that may have been relocated
     */
    Getters(String type, String method, Class<?>... takes) {
        this.type = type;
        this.method = method;
        this.takes = takes;
    }

    /** The getter's value, null where there is no such getter or it failed. */
    @Nullable
    Object get(@Nullable Object object, Object... arguments) {
        if (object == null) {
            return null;
        }
        Object found = get(object.getClass());
        if (found == NONE) {
            return null;
        }
        try {
            return ((Method) found).invoke(object, arguments);
        } catch (IllegalAccessException | InvocationTargetException | IllegalArgumentException failed) {
            return null;
        }
    }

    @Nullable
    String text(@Nullable Object object, Object... arguments) {
        Object value = get(object, arguments);
        return value == null ? null : value.toString();
    }

    @Override
    protected Object computeValue(Class<?> from) {
        if (type.isEmpty()) {
            Method found = declared(from);
            return found == null ? NONE : found;
        }
        for (String name : type.split(",")) {
            try {
                Class<?> declaring = Class.forName(name, false, from.getClassLoader());
                if (declaring.isAssignableFrom(from)) {
                    return declaring.getMethod(method, takes);
                }
            } catch (ReflectiveOperationException | LinkageError absent) {
                continue;
            }
        }
        return NONE;
    }

    private @Nullable Method declared(Class<?> from) {
        for (Class<?> one = from; one != null; one = one.getSuperclass()) {
            try {
                if (Modifier.isPublic(one.getModifiers()) && one.getModule().isExported(one.getPackageName())) {
                    return one.getMethod(method, takes);
                }
            } catch (NoSuchMethodException | LinkageError absent) {
                // perhaps an interface
            }
            for (Class<?> also : one.getInterfaces()) {
                Method found = declared(also);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}

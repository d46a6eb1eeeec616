package dev.seaworthy.context;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds getters of the application's objects that may be called without asking for access. */
public final class PublicGetters {

    private PublicGetters() {}

    /** The method where a public class or interface that everybody may use declares it. */
    public static @Nullable Method of(Class<?> type, String name) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            Method found = declared(one, name);
            if (found != null) {
                return found;
            }
            for (Class<?> also : one.getInterfaces()) {
                found = of(also, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Method declared(Class<?> type, String name) {
        try {
            return Modifier.isPublic(type.getModifiers()) && type.getModule().isExported(type.getPackageName())
                    ? type.getMethod(name)
                    : null;
        } catch (NoSuchMethodException | LinkageError absent) {
            return null;
        }
    }
}

package dev.seaworthy.context;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds methods and fields that everybody may read, for {@link Getter}. */
final class Members {

    private Members() {}

    /** A public method of that name, of a class that need not be public. */
    static @Nullable Method open(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            method.trySetAccessible(); // a module that opens nothing may still export it
            return method;
        } catch (NoSuchMethodException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    /** Where a public class or interface that everybody may use has it, the class itself first. */
    static @Nullable Member find(Class<?> type, String name, @Nullable String owner, Class<?>[] takes) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            Member found = owner == null || one.getName().equals(owner) ? in(one, name, takes) : null;
            Class<?>[] also = found == null ? one.getInterfaces() : new Class<?>[0];
            for (int i = 0; i < also.length && found == null; i++) {
                found = find(also[i], name, owner, takes);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Member in(Class<?> type, String name, Class<?>[] takes) {
        if (!Modifier.isPublic(type.getModifiers()) || !type.getModule().isExported(type.getPackageName())) {
            return null;
        }
        try {
            Method method = type.getMethod(name, takes);
            if (isOpen(method) && method.getReturnType() != void.class) {
                return method;
            }
        } catch (NoSuchMethodException | RuntimeException | LinkageError absent) {
            // then a field
        }
        try {
            Field field = takes.length > 0 ? null : type.getField(name);
            return field != null && isOpen(field) ? field : null;
        } catch (NoSuchFieldException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    private static boolean isOpen(Member member) {
        Class<?> by = member.getDeclaringClass();
        return !Modifier.isStatic(member.getModifiers())
                && Modifier.isPublic(by.getModifiers())
                && by.getModule().isExported(by.getPackageName());
    }
}

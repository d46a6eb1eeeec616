package dev.seaworthy.sensor.discover;

import java.security.CodeSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where classes live: those of one library live together. */
public final class ClassOrigins {

    private ClassOrigins() {}

    /** The first three segments of its package, whatever the jar: Derby's DataSource and driver lie in two. */
    public static String family(Class<?> type) {
        String name = type.getPackageName();
        int first = name.indexOf('.');
        int second = first < 0 ? -1 : name.indexOf('.', first + 1);
        if (second < 0) {
            return home(type);
        }
        int third = name.indexOf('.', second + 1);
        return (third < 0 ? name : name.substring(0, third)) + "@" + System.identityHashCode(type.getClassLoader());
    }

    /** Where a class lives: the first two segments of its package, and its jar. */
    public static String home(Class<?> type) {
        String name = type.getName();
        int first = name.indexOf('.');
        int second = first < 0 ? -1 : name.indexOf('.', first + 1);
        String root = second > 0 ? name.substring(0, second) : first > 0 ? name.substring(0, first) : "";
        return root + "@" + source(type) + "@" + System.identityHashCode(type.getClassLoader());
    }

    private static @Nullable String source(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null ? null : Objects.toString(source.getLocation());
        } catch (RuntimeException denied) {
            return null;
        }
    }

    /** The class that has that method for {@code type}; null where no class has. */
    public static @Nullable Class<?> declaring(Class<?> type, String method, Class<?>... parameters) {
        try {
            Class<?> owner = type.getMethod(method, parameters).getDeclaringClass();
            return owner.isInterface() ? null : owner;
        } catch (NoSuchMethodException | LinkageError unreadable) {
            return null;
        }
    }

    /** Whether it comes with the JDK. */
    public static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}

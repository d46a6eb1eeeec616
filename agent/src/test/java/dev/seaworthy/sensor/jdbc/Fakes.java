package dev.seaworthy.sensor.jdbc;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** Objects of real classes, which could be woven, that implement an interface and do nothing. */
public final class Fakes {
    private static final Map<Class<?>, Class<?>> TYPES = new ConcurrentHashMap<>();
    private static final Class<?> LENT = make(Connection.class);

    private Fakes() {}

    static <T> T of(Class<T> type) {
        try {
            return type.cast(TYPES.computeIfAbsent(type, Fakes::make)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A pool's connection, of another class than a driver's. */
    static Connection lent() {
        try {
            return (Connection) LENT.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Class<?> make(Class<?> type) {
        return new ByteBuddy()
                .subclass(Object.class)
                .implement(type)
                .method(ElementMatchers.isAbstract())
                .intercept(StubMethod.INSTANCE)
                .make()
                .load(Fakes.class.getClassLoader())
                .getLoaded();
    }
}

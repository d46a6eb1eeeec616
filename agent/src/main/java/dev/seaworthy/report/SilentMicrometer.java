package dev.seaworthy.report;

import io.micrometer.common.util.internal.logging.InternalLogger;
import io.micrometer.common.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Keeps our Micrometer from logging. It would ask {@code java.util.logging} for a logger, and so set up the application's
 * log manager, perhaps before the application has chosen it.
 */
final class SilentMicrometer extends InternalLoggerFactory {

    private SilentMicrometer() {}

    /** To be called before anything else of Micrometer. */
    static void install() {
        InternalLoggerFactory.setDefaultFactory(new SilentMicrometer());
    }

    @Override
    protected InternalLogger newInstance(String name) {
        return (InternalLogger) Proxy.newProxyInstance(
                InternalLogger.class.getClassLoader(),
                new Class<?>[] {InternalLogger.class},
                (proxy, method, arguments) -> answer(name, method));
    }

    /** Never on; {@code null} for all that returns nothing. */
    @SuppressWarnings("NullAway") // a method without a result answers null
    private static Object answer(String name, Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? 0 : type == String.class ? name : null;
    }
}

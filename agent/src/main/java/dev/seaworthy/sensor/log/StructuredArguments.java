package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import java.util.Map;
import java.util.function.Predicate;

/** Arguments that are key/value pairs: those of the Logstash encoder, and maps. */
final class StructuredArguments {

    private static final Getter FIELD_NAME = Getter.accessible("getFieldName");

    private StructuredArguments() {}

    static boolean anyKey(Object[] arguments, Predicate<String> test) {
        for (Object argument : arguments) {
            if (argument == null || argument instanceof String) {
                continue;
            }
            String of = argument.getClass().getName();
            if (of.startsWith("net.logstash.logback.")
                    && FIELD_NAME.read(argument) instanceof String name
                    && test.test(name)) {
                return true;
            }
            if (of.startsWith("java.util.") && argument instanceof Map<?, ?> map) {
                for (Object key : map.keySet()) {
                    if (key instanceof String name && test.test(name)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}

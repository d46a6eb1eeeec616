package dev.seaworthy.sensor.identity;

import dev.seaworthy.context.Words;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * What a pool leads to, as a hash: two pools are for two tenants if URL, login, schema or a name that somebody chose
 * differ. Read from fields of the pool and of its own objects; none of its code runs.
 */
public final class Settings {

    private static final int MOST = 64;
    /** What libraries put before the number of a pool that nobody named. */
    private static final String[] NUMBERED = {"pool", "data source ", "datasource"};

    private Settings() {}

    /** A hash; 0 where nothing is known. */
    public static int print(Object pool) {
        String home = home(pool.getClass());
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Object> waiting = new ArrayDeque<>();
        waiting.add(pool);
        seen.add(pool);
        int print = 0;
        while (!waiting.isEmpty()) {
            Object next = waiting.remove();
            for (Class<?> type = next.getClass(); type != null && type.getClassLoader() != null; ) {
                try {
                    for (Field field : type.getDeclaredFields()) {
                        if (Modifier.isStatic(field.getModifiers())
                                || field.getType().isPrimitive()) {
                            continue;
                        }
                        Object value = field.trySetAccessible() ? field.get(next) : null;
                        if (value instanceof String || value instanceof Properties) {
                            // In whatever order: the same settings in two objects are one.
                            print += print(field.getName().toLowerCase(Locale.ROOT), value);
                        } else if (value != null
                                && seen.size() < MOST
                                && home(value.getClass()).equals(home)
                                && seen.add(value)) {
                            waiting.add(value);
                        }
                    }
                } catch (IllegalAccessException | RuntimeException | LinkageError closed) {
                    // what it keeps there stays unknown
                }
                type = type.getSuperclass();
            }
        }
        return print;
    }

    private static int print(String field, Object value) {
        if (value instanceof Properties all) {
            int print = 0;
            for (String name : all.stringPropertyNames()) {
                print += print(name.toLowerCase(Locale.ROOT), all.getProperty(name));
            }
            return print;
        }
        String text = (String) value;
        boolean name = field.endsWith("name") && !isMadeUp(text);
        boolean tells = text.startsWith("jdbc:")
                || field.equals("user")
                || field.equals("host")
                || field.endsWith("schema")
                || field.endsWith("catalog")
                || field.endsWith("database");
        return name || tells ? (field + '=' + text).hashCode() : 0;
    }

    /** A pool that nobody gave a name has one with a number. */
    private static boolean isMadeUp(String name) {
        int digits = 0;
        for (int i = 0; i < name.length(); i++) {
            digits += Character.isDigit(name.charAt(i)) ? 1 : 0;
        }
        return digits > 0 && (Words.anyBegins(name, NUMBERED) || digits * 2 >= name.length());
    }

    private static String home(Class<?> type) {
        String name = type.getName();
        int dot = name.indexOf('.', name.indexOf('.') + 1);
        return dot < 0 ? name : name.substring(0, dot);
    }
}

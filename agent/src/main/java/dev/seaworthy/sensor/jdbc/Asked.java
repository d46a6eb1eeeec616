package dev.seaworthy.sensor.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a call that opens a connection, and the calls around it, ask for: parameters of the URL, properties, and what the
 * DataSource says by its getters. The inner call wins. Lives as long as the call; made for few of them.
 */
final class Asked {

    private final Map<String, String> said = new HashMap<>();
    private final List<Object> sources = new ArrayList<>();
    private String url = "";
    private Urls.@Nullable Parsed parsed;

    private Asked() {}

    static Asked of(Nest.Frame frame, Nest nest) {
        Asked asked = new Asked();
        asked.read(frame);
        Nest.Frame outer = nest.around(0);
        for (int steps = 1; outer != null && outer.op == Hooks.OPEN; steps++) {
            asked.read(outer);
            outer = nest.around(steps);
        }
        return asked;
    }

    /** What a URL alone asks for. */
    static Asked of(String url, Properties properties) {
        Asked asked = new Asked();
        asked.url(url);
        asked.properties(properties);
        return asked;
    }

    private void read(Nest.Frame frame) {
        if (frame.b instanceof String text && text.startsWith("jdbc:")) {
            url(text);
            if (frame.c instanceof Properties properties) {
                properties(properties);
            }
        }
        if (frame.self() != null) {
            sources.add(frame.self());
            Getters.Said told = Getters.ask(frame.self());
            String known = told.url();
            if (url.isEmpty() && known != null) {
                url(known);
            }
            Object more = call(frame.self(), "getConnectionProperties");
            if (more instanceof Properties properties) {
                properties(properties);
            }
        }
    }

    private void url(String text) {
        Urls.Parsed read = Urls.parse(text);
        if (url.isEmpty()) {
            url = text;
            parsed = read;
        }
        read.parameters().forEach(said::putIfAbsent);
    }

    private void properties(Properties properties) {
        for (String name : Given.names(properties)) {
            String value = Given.property(properties, name);
            if (value != null) {
                said.putIfAbsent(name.toLowerCase(Locale.ROOT), value.trim());
            }
        }
    }

    /** The URL as it was given, empty where there was none. */
    String url() {
        return url;
    }

    /** The host as written in the URL or in a property of its own, null where there is none. */
    @Nullable
    String host() {
        Urls.Parsed known = parsed;
        String host = known == null ? null : known.host();
        return host != null ? host : get("serverName", "server");
    }

    /** The first of these that was said and is not empty, whatever its case; null where none was. */
    @Nullable
    String get(String... names) {
        for (String name : names) {
            String value = said.get(name.toLowerCase(Locale.ROOT));
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        for (String name : names) {
            for (Object source : sources) {
                Object value = getter(source, name);
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    String text = value.toString();
                    if (!text.isEmpty()) {
                        return text;
                    }
                }
            }
        }
        return null;
    }

    boolean has(String... names) {
        return get(names) != null;
    }

    boolean isTrue(String name) {
        return is(name, "true", "yes", "on", "1");
    }

    boolean isFalse(String name) {
        return is(name, "false", "no", "off", "0");
    }

    boolean is(String name, String... values) {
        String value = get(name);
        for (String one : values) {
            if (one.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }

    /** A number that was said, {@code otherwise} where none was, −1 where it cannot be read. */
    long number(long otherwise, String... names) {
        String value = get(names);
        if (value == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }

    private static @Nullable Object getter(Object source, String name) {
        if (name.isEmpty() || name.indexOf('.') >= 0 || name.indexOf('_') >= 0) {
            return null;
        }
        String tail = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Object value = call(source, "get" + tail);
        return value != null ? value : call(source, "is" + tail);
    }

    private static @Nullable Object call(Object source, String getter) {
        try {
            java.lang.reflect.Method method = source.getClass().getMethod(getter);
            method.setAccessible(true);
            return method.invoke(source);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError silent) {
            return null;
        }
    }
}

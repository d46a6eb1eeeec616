package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.sensor.discover.ClassOrigins;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a DataSource holds in its own fields: its URL, its login and its server. None of its code runs, so that it
 * may be looked at on any thread, as often as need be. Classes of a closed module say nothing.
 */
public final class SourceFields {

    private static final int HIGHEST = 12;
    private static final int MOST = 200;

    private static final List<String> USER = List.of("user", "username");
    private static final List<String> PASSWORD = List.of("password", "passwordchars");
    private static final List<String> HOST = List.of("servername", "host", "hostname");
    private static final List<String> PORT = List.of("portnumber", "port");
    private static final List<String> NAME = List.of("databasename", "database");

    /** Kept in the class itself, so that it goes with it. */
    private static final ClassValue<Field[]> OF_CLASS = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return find(type);
        }
    };

    private SourceFields() {}

    public static SourceGetters.Said read(Object source) {
        String url = null;
        String user = null;
        String password = null;
        String host = null;
        String name = null;
        int port = 0;
        for (Field field : OF_CLASS.get(source.getClass())) {
            String called = field.getName().toLowerCase(Locale.ROOT);
            Object value = value(field, source);
            String text = value instanceof String said ? said : null;
            if (text != null && text.startsWith("jdbc:")) {
                url = url == null || called.contains("url") ? text : url;
            } else if (value instanceof Properties all && all.getClass() == Properties.class) {
                user = user == null ? first(all, USER) : user;
                password = password == null ? first(all, PASSWORD) : password;
                host = host == null ? first(all, HOST) : host;
                name = name == null ? first(all, NAME) : name;
                port = port == 0 ? number(first(all, PORT)) : port;
            } else if (USER.contains(called)) {
                user = user == null ? text : user;
            } else if (PASSWORD.contains(called)) {
                String chars = value instanceof char[] secret ? new String(secret) : text;
                password = password == null ? chars : password;
            } else if (HOST.contains(called)) {
                host = host == null ? text : host;
            } else if (NAME.contains(called)) {
                name = name == null ? text : name;
            } else if (PORT.contains(called)) {
                port = port == 0 && value instanceof Integer number ? Math.max(0, number) : port;
            }
        }
        // SQL Server's says no more of it than "jdbc:sqlserver://".
        boolean bare = url == null || url.endsWith("//");
        return new SourceGetters.Said(url, user, password, bare ? host : null, bare ? port : 0, bare ? name : null);
    }

    private static @Nullable String first(Properties all, List<String> names) {
        for (String name : all.stringPropertyNames()) {
            if (names.contains(name.toLowerCase(Locale.ROOT))) {
                return all.getProperty(name);
            }
        }
        return null;
    }

    /** Not negative; 0 where it is no number. */
    public static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.trim()));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    private static @Nullable Object value(Field field, Object source) {
        try {
            Object value = field.get(source);
            return value instanceof String text && text.isEmpty() ? null : value;
        } catch (IllegalAccessException | RuntimeException | LinkageError closed) {
            return null;
        }
    }

    private static Field[] find(Class<?> type) {
        List<Field> found = new ArrayList<>();
        Class<?> one = type;
        for (int i = 0; i < HIGHEST && one != null && !ClassOrigins.isPlatform(one); i++, one = one.getSuperclass()) {
            try {
                for (Field field : one.getDeclaredFields()) {
                    if (isPlain(field) && found.size() < MOST && field.trySetAccessible()) {
                        found.add(field);
                    }
                }
            } catch (RuntimeException | LinkageError unreadable) {
                continue;
            }
        }
        return found.toArray(new Field[0]);
    }

    private static boolean isPlain(Field field) {
        Class<?> type = field.getType();
        return !Modifier.isStatic(field.getModifiers())
                && (type == String.class
                        || type == char[].class
                        || type == int.class
                        || type == Integer.class
                        || type == Properties.class);
    }
}

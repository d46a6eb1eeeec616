package dev.seaworthy.context;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one object of the application says of its settings by its getters: each is called at most once, on a thread that
 * may wait forever, and what may be a secret is not kept. Thread-safe.
 */
public class ForeignSettings {

    private static final int LONGEST = 500;
    private static final String NOTHING = "";
    private static final String[] SECRET = {"pass", "pwd", "secret", "token", "credential", "key"};

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, String> properties;

    /** What the getter of that setting says, null where there is none; only on a thread that may wait forever. */
    public final @Nullable String get(Object of, String name) {
        if (name.isEmpty() || name.indexOf('.') >= 0 || name.indexOf('_') >= 0) {
            return null;
        }
        String before = known.putIfAbsent(name, NOTHING);
        if (before == null) {
            String tail = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            // Asked once for each object: not worth keeping a getter for.
            Object said = Getter.accessible("get" + tail, "is" + tail).read(of);
            before = said instanceof String || said instanceof Number || said instanceof Boolean
                    ? said.toString()
                    : NOTHING;
            known.put(name, before);
        }
        return before.isEmpty() ? null : before;
    }

    /** The properties that a getter gives, by names in lower case, without secrets; as {@link #get}. */
    public final Map<String, String> properties(Object of, Getter getter) {
        Map<String, String> before = properties;
        if (before == null) {
            properties = Map.of();
            before = getter.read(of) instanceof Properties all ? copy(all) : Map.of();
            properties = before;
        }
        return before;
    }

    private static Map<String, String> copy(Properties all) {
        Map<String, String> copy = new HashMap<>();
        for (String name : ForeignProperties.names(all)) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = isSecret(lower) ? null : ForeignProperties.property(all, name);
            if (value != null && value.length() <= LONGEST) {
                copy.put(lower, value.trim());
            }
        }
        return copy;
    }

    private static boolean isSecret(String lower) {
        for (String part : SECRET) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }
}

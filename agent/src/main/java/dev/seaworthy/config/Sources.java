package dev.seaworthy.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The four places that settings are read from, each as keys and values in one spelling. */
final class Sources {

    private static final String SYSTEM_PREFIX = "seaworthy.";
    private static final String ENVIRONMENT_PREFIX = "SEAWORTHY_";

    private static final int LONGEST = 100;

    private Sources() {}

    /** {@code key=value,key=value}; a part without {@code =} continues the value before it. */
    static Map<String, String> arguments(@Nullable String text, List<String> warnings) {
        Map<String, String> found = new LinkedHashMap<>();
        String last = null;
        for (String part : text == null ? new String[0] : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals >= 0) {
                last = part.substring(0, equals).trim();
                found.put(last, part.substring(equals + 1));
            } else if (last != null) {
                found.put(last, found.getOrDefault(last, "").concat(",").concat(part));
            } else if (!part.isBlank()) {
                warnings.add(unknown(part.trim(), null, Settings.SOURCES[0]));
            }
        }
        return found;
    }

    static Map<String, String> system(Properties properties) {
        Map<String, String> found = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            if (name.startsWith(SYSTEM_PREFIX) && value != null) {
                found.put(name.substring(SYSTEM_PREFIX.length()), value);
            }
        }
        return found;
    }

    static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(ENVIRONMENT_PREFIX) && !isServiceLink(name, variable.getValue())) {
                found.put(key(name), variable.getValue());
            }
        }
        return found;
    }

    /** What the file that {@code config} names says. */
    static Map<String, String> file(@Nullable String path, List<String> warnings) {
        Map<String, String> found = new TreeMap<>();
        String trouble = path == null ? null : SettingsFile.read(path, found);
        if (path != null && trouble != null) {
            warnings.add("cannot read the file '" + shortened(path) + "' that setting 'config' names: " + trouble
                    + "; all other sources and the defaults are used");
        }
        return found;
    }

    /** Says that nobody knows a key, and which one was probably meant; no value that may be a secret's. */
    static String unknown(String key, @Nullable String value, String source) {
        String name = key.startsWith(SYSTEM_PREFIX) ? key.substring(SYSTEM_PREFIX.length()) : key;
        String bare = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        List<String> known = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.key);
        }
        String near = Spelling.nearest(bare, known);
        boolean secret = Setting.HTTP_TOKEN.key.equals(near) || looksSecret(name);
        String shown = value == null || secret ? "" : ", value '" + shortened(value) + "'";
        return "unknown setting '" + shortened(key) + "' (" + source + shown + ") is ignored; "
                + (near == null
                        ? "docs/settings.md lists all settings"
                        : "nearest known key is '" + near + "', which takes " + allowed(near));
    }

    private static String allowed(String key) {
        for (Setting setting : Setting.values()) {
            if (setting.key.equals(key)) {
                return setting.allowed();
            }
        }
        return "text";
    }

    /** At most 100 characters. */
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The key that an environment variable stands for; its own rest, in lower case, where it stands for none. */
    private static String key(String variable) {
        String rest = variable.substring(ENVIRONMENT_PREFIX.length());
        for (Setting setting : Setting.values()) {
            if (spelling(setting.key).equals(rest)) {
                return setting.key;
            }
        }
        String lower = rest.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("severity_")) {
            return lower.replace('_', '.');
        }
        // A rule's area is one word; its name is kebab-case: SEVERITY_JDBC_TOY_POOL is severity.jdbc/toy-pool.
        String rule = lower.substring("severity_".length());
        int area = rule.indexOf('/') >= 0 ? -1 : rule.indexOf('_');
        String id = area < 0 ? rule : rule.substring(0, area).concat("/").concat(rule.substring(area + 1));
        return "severity.".concat(id.replace('_', '-'));
    }

    private static String spelling(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether Kubernetes made the variable up, because some service's name begins with {@code seaworthy}. */
    private static boolean isServiceLink(String name, String value) {
        return name.contains("_SERVICE_HOST")
                || name.contains("_SERVICE_PORT")
                || name.contains("_PORT_")
                || (name.endsWith("_PORT") && value.contains("://"));
    }

    private static boolean looksSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("token") || lower.contains("secret") || lower.contains("pass") || lower.contains("key");
    }
}

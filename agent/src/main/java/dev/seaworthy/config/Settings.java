package dev.seaworthy.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of this run: what was asked for, where, and what was wrong with it. Immutable. Made before {@code main},
 * so it uses neither lambdas nor regular expressions nor {@code String.format} nor {@code java.nio}.
 */
public final class Settings {

    /** Where a value came from, the strongest first; the last is for what nobody set. */
    static final String[] SOURCES = {"agent argument", "system property", "environment", "file", "default"};

    private static final String RULE_PREFIX = "severity.";

    /** Of each source; one with more is no source of settings, such as the application's own properties. */
    private static final int MOST_WRONG = 10;

    private static final int MOST_KEYS = 1_000;
    private static final int MOST_TOLD = 50;
    private static final int LONGEST_TOLD = 500;

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> decided = new HashSet<>();

    private Settings() {}

    /**
     * Reads all sources; never fails.
     *
     * @param agentArguments what follows {@code =} behind the agent's jar; null if nothing does
     */
    public static Settings load(@Nullable String agentArguments, Properties system, Map<String, String> environment) {
        Settings settings = new Settings();
        List<Map<String, String>> layers = new ArrayList<>();
        layers.add(Sources.arguments(agentArguments, settings.warnings));
        layers.add(Sources.system(system));
        layers.add(Sources.environment(environment));
        layers.add(Sources.file(configPath(layers), settings.warnings));
        for (int i = 0; i < layers.size(); i++) {
            settings.take(layers.get(i), SOURCES[i]);
        }
        return settings;
    }

    /** The value or the default; null if there is neither. */
    public @Nullable String get(String key) {
        String value = values.get(key);
        if (value != null) {
            return value;
        }
        Setting setting = named(key);
        return setting == null ? null : setting.standard;
    }

    /** Whether a setting is {@code true}. */
    public boolean isOn(String key) {
        return "true".equals(get(key));
    }

    /** A duration in milliseconds; -1 if there is neither value nor default. */
    public long millis(String key) {
        return quantity(Setting.Kind.DURATION, key);
    }

    /** A size in bytes; -1 if there is neither value nor default. */
    public long bytes(String key) {
        return quantity(Setting.Kind.SIZE, key);
    }

    /** A whole number; -1 if there is neither value nor default, or a word such as {@code off}. */
    public long number(String key) {
        return quantity(Setting.Kind.COUNT, key);
    }

    /** The parts of a list, trimmed; empty if there is neither value nor default. */
    public List<String> list(String key) {
        List<String> parts = new ArrayList<>();
        String value = get(key);
        if (value != null) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    parts.add(part.trim());
                }
            }
        }
        return parts;
    }

    /** {@code agent argument}, {@code system property}, {@code environment}, {@code file} or {@code default}. */
    public String source(String key) {
        String source = sources.get(key);
        return source == null ? SOURCES[4] : source;
    }

    /** What was set, in alphabetical order, as {@code key=value (source)}; a secret's value is left out. */
    public List<String> nonDefaults() {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, String> set : sources.entrySet()) {
            Setting setting = named(set.getKey());
            String value = setting != null && setting.isSecret() ? "***" : values.getOrDefault(set.getKey(), "");
            if (told.size() == MOST_TOLD) {
                told.add((sources.size() - MOST_TOLD) + " more");
                break;
            }
            told.add(Sources.shortened(set.getKey()) + "=" + told(value) + " (" + set.getValue() + ")");
        }
        return told;
    }

    private static String told(String value) {
        return value.length() <= LONGEST_TOLD
                ? value
                : value.substring(0, LONGEST_TOLD).concat("…");
    }

    /** Ids of the rules that {@code severity.RULE} names. */
    public List<String> rulesWithSeverity() {
        List<String> rules = new ArrayList<>();
        for (String key : sources.keySet()) {
            if (key.startsWith(RULE_PREFIX)) {
                rules.add(key.substring(RULE_PREFIX.length()));
            }
        }
        return rules;
    }

    /** One text for each thing that was wrong, without a secret's value. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /** The catalogue as the Markdown table in {@code docs/settings.md}. */
    public static String table() {
        StringBuilder table = new StringBuilder("| key | default | meaning | allowed |\n|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            String standard = setting.standard == null ? "–" : "`" + setting.standard + "`";
            table.append("| `").append(setting.key).append("` | ").append(standard);
            table.append(" | ")
                    .append(setting.meaning)
                    .append(" | ")
                    .append(setting.allowed())
                    .append(" |\n");
        }
        return table.toString();
    }

    private void take(Map<String, String> layer, String source) {
        int wrong = 0;
        for (Map.Entry<String, String> given : layer.entrySet()) {
            String key = given.getKey();
            String value = given.getValue().trim();
            Setting setting = named(key);
            String trouble = null;
            if (setting == null || sources.size() >= MOST_KEYS) {
                trouble = wrong < MOST_WRONG ? Sources.unknown(key, value, source) : "";
            } else if (!value.isEmpty() && decided.add(key)) {
                if (setting.accepts(value)) {
                    values.put(key, value);
                    sources.put(key, source);
                } else {
                    trouble = bad(setting, key, value, source);
                }
            }
            if (trouble != null && ++wrong <= MOST_WRONG) {
                warnings.add(trouble);
            }
        }
        if (wrong > MOST_WRONG) {
            warnings.add((wrong - MOST_WRONG) + " more unknown or bad settings (" + source
                    + ") are ignored; is it a file or a prefix of something else?");
        }
    }

    /** Says what is wrong with a value, and what is used instead of it. */
    private static String bad(Setting setting, String key, String value, String source) {
        String shown = setting.isSecret() ? "" : "'" + Sources.shortened(value) + "' ";
        String instead = setting == Setting.SEVERITY
                ? "using the rule's own severity"
                : setting.standard == null ? "it is ignored" : "using " + setting.standard;
        return "bad value " + shown + "for setting '" + Sources.shortened(key) + "' (" + source + "): it takes "
                + setting.allowed() + "; " + instead;
    }

    private long quantity(Setting.Kind kind, String key) {
        String text = get(key);
        return text == null ? -1 : Quantity.parse(kind, text);
    }

    private static @Nullable Setting named(String key) {
        if (key.length() > RULE_PREFIX.length() && key.startsWith(RULE_PREFIX)) {
            return Setting.SEVERITY;
        }
        for (Setting setting : Setting.values()) {
            if (setting.key.equals(key) && setting != Setting.SEVERITY) {
                return setting;
            }
        }
        return null;
    }

    private static @Nullable String configPath(List<Map<String, String>> layers) {
        for (Map<String, String> layer : layers) {
            String path = layer.get(Setting.CONFIG.key);
            if (path != null && !path.trim().isEmpty()) {
                return path.trim();
            }
        }
        return null;
    }
}

package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.ForeignProperties;
import dev.seaworthy.context.NamedSettings;
import dev.seaworthy.sensor.sql.JdbcUrls;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a call that opens a connection, and the calls around it, ask for: parameters of the URL, properties, and what the
 * DataSource says. The inner call wins. Made for few calls; keeps copies, and no DataSource alive.
 */
final class OpenSettings extends NamedSettings {

    private final Map<String, String> said = new HashMap<>();
    private final List<WeakReference<Object>> sources = new ArrayList<>();
    private String url = "";
    private JdbcUrls.@Nullable Parsed parsed;
    private @Nullable Object driver;
    /** Who asks the getters; null while they may not be asked. */
    private @Nullable SourceAnswers asking;

    private OpenSettings() {}

    /** What is known on the spot: none of the application's code runs. */
    static OpenSettings of(List<OpeningCall> calls) {
        OpenSettings asked = new OpenSettings();
        calls.forEach(asked::read);
        return asked;
    }

    /** What a URL alone asks for. */
    static OpenSettings of(String url, Properties properties) {
        OpenSettings asked = new OpenSettings();
        asked.url(url);
        asked.properties(properties);
        return asked;
    }

    /** Whether a DataSource's getters may have more to say. */
    boolean hasSources() {
        return !sources.isEmpty();
    }

    /** The same with what DataSources say by their getters; only on a thread that may wait forever. */
    OpenSettings asking(SourceAnswers answers) {
        OpenSettings more = new OpenSettings();
        more.said.putAll(said);
        more.sources.addAll(sources);
        more.url = url;
        more.parsed = parsed;
        more.driver = driver;
        more.asking = answers;
        for (WeakReference<Object> one : sources) {
            Object source = one.get();
            if (source != null) {
                String known = more.url.isEmpty() ? answers.asked(source).url() : null;
                if (known != null) {
                    more.url(known);
                }
                answers.properties(source).forEach(more.said::putIfAbsent);
            }
        }
        return more;
    }

    private void read(OpeningCall call) {
        Object self = call.self();
        if (call.first() instanceof String text && text.startsWith("jdbc:")) {
            url(text);
            if (call.second() instanceof Properties properties) {
                properties(properties);
            }
            driver = driver == null ? self : driver;
        } else if (self != null) {
            sources.add(new WeakReference<>(self));
            String known = url.isEmpty() ? SourceFields.read(self).url() : null;
            if (known != null) {
                url(known);
            }
        }
    }

    private void url(String text) {
        JdbcUrls.Parsed read = JdbcUrls.parse(text);
        if (url.isEmpty()) {
            url = text;
            parsed = read;
        }
        read.parameters().forEach(said::putIfAbsent);
    }

    private void properties(Properties properties) {
        for (String name : ForeignProperties.names(properties)) {
            String value = ForeignProperties.property(properties, name);
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
        JdbcUrls.Parsed known = parsed;
        String host = known == null ? null : known.host();
        return host != null ? host : get("serverName", "server");
    }

    @Override
    public @Nullable String get(String... names) {
        for (String name : names) {
            String value = said.get(name.toLowerCase(Locale.ROOT));
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        SourceAnswers answers = asking;
        for (String name : names) {
            for (WeakReference<Object> one : sources) {
                Object source = answers == null ? null : one.get();
                String value = answers == null || source == null ? null : answers.setting(source, name);
                if (value != null && !value.isEmpty()) {
                    return value;
                }
            }
        }
        return null;
    }

    /** The first number of the driver's version; −1 where it is not known. */
    int majorVersion() {
        return driver == null ? -1 : JdbcTypes.majorVersion(driver);
    }
}

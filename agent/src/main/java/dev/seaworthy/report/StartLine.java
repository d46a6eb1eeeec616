package dev.seaworthy.report;

import dev.seaworthy.config.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line at start: what watches, where its report is, what it waits for, and what was set. */
public final class StartLine {

    /** What sensors are called in a hook's name, and what they watch. */
    private static final String[][] AREAS = {
        {"jdbc", "JDBC"},
        {"http", "HTTP clients"},
        {"server", "HTTP servers"},
        {"log", "logging"},
        {"file", "files"},
        {"tls", "TLS"},
        {"work", "jobs"},
    };

    private StartLine() {}

    /**
     * No lambda and no stream: also programs of a few milliseconds pay for it.
     *
     * @param rules how many rules are on
     * @param endpoint null for none
     * @param waiting areas of hooks of which none took so far; those that are not a user's business are left out
     */
    public static String of(
            String version, int rules, @Nullable Endpoint endpoint, List<String> waiting, Settings settings) {
        return of(
                version,
                rules,
                endpoint == null ? null : endpoint.url(),
                endpoint != null && endpoint.servesPages(),
                waiting,
                settings);
    }

    static String of(
            String version,
            int rules,
            @Nullable String url,
            boolean servesPages,
            List<String> waiting,
            Settings settings) {
        StringBuilder line = new StringBuilder("Seaworthy ").append(version);
        line.append(" watches this JVM with ").append(rules).append(rules == 1 ? " rule." : " rules.");
        if (url != null) {
            line.append(servesPages ? " Report: " : " Metrics: ").append(url);
            line.append(
                    servesPages ? "/ (metrics at /metrics)." : "/metrics (set http.token to read the report there).");
        }
        String unused = used(waiting);
        if (!unused.isEmpty()) {
            line.append(" Waiting for ").append(unused).append(" to be used.");
        }
        List<String> set = settings.nonDefaults();
        return line.append(" Settings: ")
                .append(set.isEmpty() ? "defaults" : String.join(", ", set))
                .toString();
    }

    private static String used(List<String> areas) {
        StringBuilder words = new StringBuilder();
        for (String[] area : AREAS) {
            if (areas.contains(area[0])) {
                words.append(words.length() == 0 ? "" : ", ").append(area[1]);
            }
        }
        return words.toString();
    }
}

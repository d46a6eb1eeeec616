package dev.seaworthy.config;

import org.jspecify.annotations.Nullable;

/**
 * The one catalogue of settings: what each is called, means, accepts and is by default. The table in {@code
 * docs/settings.md} is made from it. Loaded before {@code main}: strings and loops only.
 */
public enum Setting {
    ENABLED("enabled", "true", Kind.BOOLEAN, "", "`false`: the agent does nothing at all"),
    CONFIG("config", null, Kind.PATH, "", "path of a `.properties` file (UTF-8) with the same keys"),
    LOG(
            "log",
            "stderr",
            Kind.CHOICE,
            "stderr|stdout|file:PATH|app|off",
            "where findings are logged; `app` is the application's own SLF4J, Log4j or JUL logger named `seaworthy`"),
    LOG_FORMAT("log.format", "text", Kind.CHOICE, "text|json", "`json` is one object per line"),
    LOG_LEVEL("log.level", "medium", Kind.CHOICE, Setting.SEVERITIES, "the lowest severity that is logged"),
    HTTP_PORT(
            "http.port",
            "9477",
            Kind.COUNT,
            "0-65535|off",
            "port of the agent's own endpoint; `0` = any free port, `off` = none"),
    HTTP_HOST("http.host", "127.0.0.1", Kind.TEXT, "", "address that the endpoint binds"),
    HTTP_TOKEN(
            "http.token",
            null,
            Kind.TEXT,
            "",
            "when set, every path but `/health` needs `Authorization: Bearer …`; without it, a non-loopback address serves"
                    + " only `/metrics` and `/health`"),
    REPORT(
            "report",
            null,
            Kind.LIST,
            ".json|.sarif|.html|.md|.xml",
            "files to write, atomically, every `report.every` and at exit; the extension selects the format, and `%p` in a"
                    + " name is the process id"),
    REPORT_EVERY("report.every", "30s", Kind.DURATION, "100-86400000", "how often the reports are written"),
    SOURCE_URL(
            "source.url",
            null,
            Kind.TEXT,
            "",
            "address of the source at this commit, with `{path}` and `{line}`, such as"
                    + " `https://git.example.com/shop/blob/4f2a/{path}#L{line}`: findings in page, Markdown and SARIF link"
                    + " there"),
    METRICS_APP(
            "metrics.app",
            "true",
            Kind.BOOLEAN,
            "",
            "also register the findings' meters in the application's own Micrometer registry when it has one"),
    RULES(
            "rules",
            "default",
            Kind.LIST,
            "",
            "rule ids or `area/*`, with `-` in front to switch off and `+` to switch on: `-log/*,+server/unprotected-endpoint`"),
    SEVERITY(
            "severity.RULE",
            null,
            Kind.CHOICE,
            Setting.SEVERITIES,
            "another severity for one rule: `severity.jdbc/toy-pool=low`; in the environment"
                    + " `SEAWORTHY_SEVERITY_JDBC_TOY_POOL=low`"),
    SUPPRESS(
            "suppress",
            null,
            Kind.LIST,
            "",
            "findings to suppress, `rule@place` with a class, package or `class#method` pattern:"
                    + " `http/plain-http@com.acme.legacy.*`; or `file:PATH` with one per line, its reason after `#`;"
                    + " `until 2027-03-01` behind an entry ends it on that day"),
    BASELINE(
            "baseline",
            null,
            Kind.PATH,
            "",
            "a baseline file: findings in it stay in the report with status `baseline` and are not logged; a line with"
                    + " `until 2027-03-01` accepts nothing from that day on"),
    APP_PACKAGES("app.packages", "auto", Kind.PACKAGES, "", "which packages are the application's own"),
    ENVIRONMENT(
            "environment",
            "auto",
            Kind.CHOICE,
            "auto|container|vm|developer",
            "what kind of machine the application runs on"),
    REPLICAS("replicas", "3", Kind.COUNT, "1-1000000", "how many copies production runs"),
    REPLICAS_SURGE("replicas.surge", "1", Kind.COUNT, "0-1000000", "how many more run during a rolling deploy"),
    DB_MAX_CONNECTIONS(
            "db.max-connections",
            null,
            Kind.COUNT,
            "1-1000000",
            "how many connections the database accepts; unset: the product's default"),
    TARGET_RPS("target-rps", null, Kind.COUNT, "1-100000000", "requests per second that one replica must handle"),
    MESH("mesh", "auto", Kind.CHOICE, "auto|true|false", "whether a service mesh encrypts internal traffic"),
    CALLS_SHOW_LIMITS(
            "calls.show-limits",
            "false",
            Kind.BOOLEAN,
            "",
            "`true`: the timeouts of outgoing calls that are as they should be are reported as well, as `info`"),
    LOG_PII(
            "log.pii",
            "false",
            Kind.BOOLEAN,
            "",
            "`true`: card numbers and national ids that the application writes to its log are reported as well, as `medium`"),
    HEADERS_AT_EDGE(
            "headers-at-edge",
            "false",
            Kind.BOOLEAN,
            "",
            "whether a proxy in front adds the browser's security headers"),
    FILE_JUDGE_AFTER(
            "file.judge-after",
            "15s",
            Kind.DURATION,
            "0-86400000",
            "how long after the end of its unit of work a written file is judged"),
    ENVIRONMENT_MOUNTINFO(
            "environment.mountinfo",
            null,
            Kind.PATH,
            "",
            "read mounts from this file instead of the kernel's (tests, recorded samples)"),
    PROJECTION_DB("projection.db", "2ms", Kind.DURATION, "0-60000", "production's round trip to the database"),
    PROJECTION_HTTP_INTERNAL(
            "projection.http-internal",
            "5ms",
            Kind.DURATION,
            "0-60000",
            "production's round trip to a service next door"),
    PROJECTION_HTTP_PUBLIC(
            "projection.http-public", "80ms", Kind.DURATION, "0-60000", "production's round trip to a public service");

    /** What a value may look like. */
    public enum Kind {
        BOOLEAN,
        DURATION,
        SIZE,
        COUNT,
        CHOICE,
        LIST,
        PACKAGES,
        PATH,
        TEXT
    }

    private static final String SEVERITIES = "blocker|high|medium|low|info";

    final String key;
    final @Nullable String standard;
    final Kind kind;
    final String limits;
    final String meaning;

    /**
     * @param limits choices, or endings of a list's parts, separated by {@code |}; for numbers {@code lowest-highest}
     *     (durations in milliseconds, sizes in bytes), then words that are allowed as well; empty = no limits
     */
    Setting(String key, @Nullable String standard, Kind kind, String limits, String meaning) {
        this.key = key;
        this.standard = standard;
        this.kind = kind;
        this.limits = limits;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    /** The default as it would be written, null if there is none. */
    public @Nullable String standard() {
        return standard;
    }

    public Kind kind() {
        return kind;
    }

    /** Says in words what may be written. */
    public String allowed() {
        if (kind == Kind.BOOLEAN) {
            return "true or false";
        }
        if (kind == Kind.CHOICE) {
            return "one of " + limits.replace("|", ", ");
        }
        if (kind == Kind.LIST) {
            return limits.isEmpty()
                    ? "a comma-separated list"
                    : "comma-separated files with the extension " + limits.replace("|", ", ");
        }
        if (kind == Kind.PACKAGES) {
            return "package names separated by commas, such as com.acme.shop";
        }
        if (kind == Kind.PATH) {
            return "a path";
        }
        if (kind == Kind.TEXT) {
            return "text";
        }
        if (kind == Kind.DURATION) {
            return "a duration such as 500ms, 30s, 5m from " + lowest() + "ms to " + highest() + "ms";
        }
        if (kind == Kind.SIZE) {
            return "a size such as 512B, 64KB, 10MB";
        }
        int words = limits.indexOf('|');
        return "a whole number from " + lowest() + " to " + highest()
                + (words < 0 ? "" : " or " + limits.substring(words + 1));
    }

    /** Whether {@code value} is one. */
    boolean accepts(String value) {
        if (kind == Kind.BOOLEAN) {
            return value.equals("true") || value.equals("false");
        }
        if (kind == Kind.CHOICE) {
            return isWord(value, 0);
        }
        if (kind == Kind.LIST) {
            return limits.isEmpty() || endsWell(value);
        }
        if (kind == Kind.PACKAGES) {
            return PackageNames.areAll(value);
        }
        if (kind == Kind.PATH || kind == Kind.TEXT) {
            return true;
        }
        int words = limits.indexOf('|');
        if (words >= 0 && isWord(value, words + 1)) {
            return true;
        }
        long number = Quantity.parse(kind, value);
        return number >= lowest() && number <= highest();
    }

    /** Whether a value must never be shown. */
    boolean isSecret() {
        return this == HTTP_TOKEN;
    }

    private long lowest() {
        return Long.parseLong(limits.substring(0, limits.indexOf('-')));
    }

    private long highest() {
        int words = limits.indexOf('|');
        return Long.parseLong(limits.substring(limits.indexOf('-') + 1, words < 0 ? limits.length() : words));
    }

    private boolean isWord(String value, int from) {
        for (int start = from; start <= limits.length(); ) {
            int end = limits.indexOf('|', start);
            String word = limits.substring(start, end < 0 ? limits.length() : end);
            int open = word.indexOf(':');
            if (open < 0
                    ? word.equals(value)
                    : value.length() > open + 1 && value.startsWith(word.substring(0, open + 1))) {
                return true;
            }
            if (end < 0) {
                return false;
            }
            start = end + 1;
        }
        return false;
    }

    private boolean endsWell(String value) {
        for (String part : value.split(",")) {
            int dot = part.lastIndexOf('.');
            if (!part.isBlank() && (dot < 0 || !isWord(part.substring(dot).trim(), 0))) {
                return false;
            }
        }
        return true;
    }
}

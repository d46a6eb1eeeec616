package dev.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void defaults_are_silent() {
        Settings settings = Settings.load(null, new Properties(), Map.of());
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.nonDefaults()).isEmpty();
        assertThat(settings.isOn("enabled")).isTrue();
        assertThat(settings.get("log")).isEqualTo("stderr");
        assertThat(settings.get("report")).isNull();
        assertThat(settings.list("report")).isEmpty();
        assertThat(settings.number("http.port")).isEqualTo(9477);
        assertThat(settings.number("db.max-connections")).isEqualTo(-1);
        assertThat(settings.millis("report.every")).isEqualTo(30_000);
        assertThat(settings.source("log")).isEqualTo("default");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_default_is_allowed(Setting setting) {
        assertThat(setting.standard() == null || setting.accepts(setting.standard()))
                .isTrue();
    }

    @Test
    void agent_argument_wins_over_property_over_environment_over_file() throws IOException {
        Path file = Files.writeString(
                directory.resolve("s.properties"), "log=off\nlog.format=json\nlog.level=low\nreplicas=7\nmesh=true\n");
        Properties system = properties("seaworthy.log", "stdout", "seaworthy.log.format", "text");
        system.setProperty("seaworthy.log.level", "info");
        Map<String, String> environment = Map.of(
                "SEAWORTHY_LOG", "app",
                "SEAWORTHY_LOG_FORMAT", "json",
                "SEAWORTHY_LOG_LEVEL", "high",
                "SEAWORTHY_REPLICAS", "5",
                "SEAWORTHY_CONFIG", file.toString(),
                "SEAWORTHY_DB_MAX_CONNECTIONS", "20");
        Settings settings = Settings.load("log=stderr", system, environment);
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.get("log")).isEqualTo("stderr");
        assertThat(settings.source("log")).isEqualTo("agent argument");
        assertThat(settings.get("log.level")).isEqualTo("info");
        assertThat(settings.source("log.level")).isEqualTo("system property");
        assertThat(settings.number("replicas")).isEqualTo(5);
        assertThat(settings.source("replicas")).isEqualTo("environment");
        assertThat(settings.get("mesh")).isEqualTo("true");
        assertThat(settings.source("mesh")).isEqualTo("file");
        assertThat(settings.number("db.max-connections")).isEqualTo(20);
        assertThat(settings.nonDefaults()).contains("mesh=true (file)", "log=stderr (agent argument)");
    }

    @Test
    void a_part_without_equals_continues_the_list() {
        Settings settings = load("report=a.json,b.html,log=off,rules=-log/*,+server/unprotected-endpoint");
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.list("report")).containsExactly("a.json", "b.html");
        assertThat(settings.get("log")).isEqualTo("off");
        assertThat(settings.list("rules")).containsExactly("-log/*", "+server/unprotected-endpoint");
    }

    @Test
    void an_unknown_key_names_itself_its_value_and_the_nearest() {
        assertThat(load("reprot=out.json").warnings())
                .singleElement()
                .asString()
                .contains(
                        "'reprot'",
                        "agent argument",
                        "'out.json'",
                        "is ignored",
                        "nearest known key is 'report', which takes comma-separated files")
                .doesNotContain("db.max-connections");
        assertThat(load("logg.levell=low").warnings())
                .singleElement()
                .asString()
                .contains("nearest known key is 'log.level', which takes one of blocker, high,");
        assertThat(load("telemetry.endpoint=x").warnings())
                .containsExactly(
                        "unknown setting 'telemetry.endpoint' (agent argument, value 'x') is ignored; docs/settings.md"
                                + " lists all settings");
        assertThat(Settings.load(null, properties("seaworthy.log.levle", "low"), Map.of())
                        .warnings())
                .singleElement()
                .asString()
                .contains("'log.levle'", "system property", "'log.level'");
        assertThat(Settings.load(null, new Properties(), Map.of("SEAWORTHY_REPLICAZ", "3"))
                        .warnings())
                .singleElement()
                .asString()
                .contains("'replicaz'", "environment", "'replicas'");
        assertThat(load("nonsense").warnings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled=TRUE | true or false | true",
                "log=syslog | stderr, stdout, file:PATH, app, off | stderr",
                "log=file: | file:PATH | stderr",
                "log.level=warn | blocker, high, medium, low, info | medium",
                "http.port=70000 | from 0 to 65535 or off | 9477",
                "http.port=-1 | from 0 to 65535 or off | 9477",
                "report.every=30 | 500ms, 30s, 5m | 30s",
                "report.every=0s | 500ms, 30s, 5m | 30s",
                "replicas=three | from 1 to | 3",
                "replicas=99999999999999999999 | from 1 to | 3",
                "replicas=٣ | from 1 to | 3",
                "mesh=yes | auto, true, false | auto",
                "app.packages=com..acme | package names separated by commas | auto",
                "app.packages=.com | package names separated by commas | auto",
                "app.packages=com/acme | package names separated by commas | auto",
                "app.packages=com.acme.*.web | package names separated by commas | auto",
            })
    void a_bad_value_is_one_warning_and_the_default(String argument, String allowed, String standard) {
        Settings settings = load(argument);
        String key = argument.substring(0, argument.indexOf('='));
        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .contains("'" + key + "'", "'" + argument.substring(argument.indexOf('=') + 1) + "'", allowed)
                .endsWith("; using " + standard);
        assertThat(settings.get(key)).isEqualTo(standard);
        assertThat(settings.source(key)).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "com.acme", "com.acme.", "com.acme.*", "com.acme*", "*", "com.a_1, de.ümlaut"})
    void packages_may_end_with_a_star(String packages) {
        assertThat(load("app.packages=" + packages).warnings()).isEmpty();
    }

    @Test
    void a_bad_value_without_a_default_says_what_happens_instead() {
        assertThat(load("target-rps=many").warnings())
                .containsExactly(
                        "bad value 'many' for setting 'target-rps' (agent argument): it takes a whole number from 1"
                                + " to 100000000; it is ignored");
        assertThat(load("severity.jdbc/toy-pool=awful").warnings())
                .singleElement()
                .asString()
                .endsWith("; using the rule's own severity");
    }

    @Test
    void a_bad_value_does_not_let_a_weaker_source_through() {
        Settings settings = Settings.load("log=nowhere", properties("seaworthy.log", "off"), Map.of());
        assertThat(settings.get("log")).isEqualTo("stderr");
        assertThat(settings.warnings()).hasSize(1);
    }

    @Test
    void a_report_with_an_unknown_ending_is_refused() {
        assertThat(load("report=a.json,b.pdf").warnings())
                .singleElement()
                .asString()
                .contains("a.json,b.pdf", ".sarif");
        assertThat(load("report=a.json,b.pdf").list("report")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000"})
    void durations_have_units(String text, long millis) {
        assertThat(load("report.every=" + text).millis("report.every")).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"10MB,10485760", "64KB,65536", "512B,512", "1GB,1073741824", "10,-1", "MB,-1", "-1MB,-1"})
    void sizes_have_units(String text, long bytes) {
        assertThat(Quantity.parse(Setting.Kind.SIZE, text)).isEqualTo(bytes);
    }

    @Test
    void a_port_may_be_off_or_any() {
        assertThat(load("http.port=off").number("http.port")).isEqualTo(-1);
        assertThat(load("http.port=0").number("http.port")).isZero();
    }

    @Test
    void a_rule_s_severity_is_set_in_every_spelling() {
        assertThat(load("severity.jdbc/toy-pool=low").get("severity.jdbc/toy-pool"))
                .isEqualTo("low");
        Settings environment =
                Settings.load(null, new Properties(), Map.of("SEAWORTHY_SEVERITY_JDBC_TOY_POOL", "info"));
        assertThat(environment.get("severity.jdbc/toy-pool")).isEqualTo("info");
        assertThat(environment.rulesWithSeverity()).containsExactly("jdbc/toy-pool");
        assertThat(load("severity.jdbc/toy-pool=awful").warnings()).hasSize(1);
        assertThat(load("severity.RULE=low").rulesWithSeverity()).containsExactly("RULE");
    }

    @Test
    void a_token_is_never_told() {
        for (Settings settings : new Settings[] {
            load("http.token=s3cr3t-s3cr3t"),
            load("http.tokn=s3cr3t-s3cr3t"),
            load("htp.token=s3cr3t-s3cr3t"),
            load("my.password=s3cr3t-s3cr3t"),
            Settings.load(null, properties("seaworthy.http.tokens", "s3cr3t-s3cr3t"), Map.of()),
        }) {
            assertThat(settings.warnings() + " " + settings.nonDefaults()).doesNotContain("s3cr3t");
        }
        assertThat(load("http.token=s3cr3t").get("http.token")).isEqualTo("s3cr3t");
        assertThat(load("http.token=s3cr3t").nonDefaults()).containsExactly("http.token=*** (agent argument)");
    }

    @Test
    void stays_silent_about_variables_that_kubernetes_makes_for_a_service_of_our_name() {
        Settings settings = Settings.load(
                null,
                new Properties(),
                Map.of(
                        "SEAWORTHY_SERVICE_HOST", "10.0.0.1",
                        "SEAWORTHY_SERVICE_PORT", "80",
                        "SEAWORTHY_SERVICE_PORT_HTTP", "80",
                        "SEAWORTHY_PORT", "tcp://10.0.0.1:80",
                        "SEAWORTHY_HTTP_PORT", "tcp://10.0.0.1:80",
                        "SEAWORTHY_PORT_80_TCP", "tcp://10.0.0.1:80",
                        "SEAWORTHY_PORT_80_TCP_ADDR", "10.0.0.1"));
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.number("http.port")).isEqualTo(9477);
    }

    @Test
    void an_unreadable_file_is_one_warning() throws IOException {
        assertThat(load("config=/no/such/file.properties").warnings())
                .singleElement()
                .asString()
                .contains("config", "/no/such/file.properties");
        assertThat(load("config=" + directory).warnings()).hasSize(1);
        Path broken = Files.writeString(directory.resolve("broken.properties"), "log=\\uXYZ\n");
        assertThat(load("config=" + broken).warnings()).hasSize(1);
        Path unknown = Files.writeString(directory.resolve("unknown.properties"), "lgo=off\n");
        assertThat(load("config=" + unknown).warnings())
                .singleElement()
                .asString()
                .contains("'lgo'", "file", "'log'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ",,log=off", "=", "=x", "log=", "log", " , ", "a,b,c=d=e,=", "log=off,"})
    void odd_arguments_do_not_fail(String arguments) {
        assertThat(load(arguments).get("log")).isIn("stderr", "off");
    }

    @Test
    void values_that_are_no_strings_are_passed_over() {
        Properties system = new Properties();
        system.put("seaworthy.log", 17);
        system.put(18, "off");
        assertThat(Settings.load(null, system, Map.of()).get("log")).isEqualTo("stderr");
    }

    @Test
    void the_table_has_a_row_for_every_setting() {
        String table = Settings.table();
        for (Setting setting : Setting.values()) {
            assertThat(table).contains("\n| `" + setting.key() + "` | ");
        }
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(5));
    }

    @Test
    @Timeout(10)
    void a_file_of_somebody_else_is_told_in_a_few_lines(@TempDir Path folder) throws IOException {
        for (String prefix : new String[] {"", "severity.", "severity.a/"}) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 80_000 && text.length() < 1_000_000; i++) {
                text.append(prefix).append(i).append("=low\n");
            }
            Path file = Files.writeString(folder.resolve("other.properties"), text);
            Settings settings = load("config=" + file);
            assertThat(settings.warnings()).hasSize(11).last().asString().contains(" more unknown or bad settings");
            assertThat(settings.nonDefaults()).hasSizeLessThanOrEqualTo(51);
            assertThat(settings.rulesWithSeverity()).hasSizeLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void names_and_values_of_any_length_are_shortened() {
        String name = "n".repeat(60_000);
        for (String arguments : new String[] {name + "=" + name, "severity." + name + "=" + name, "log=file:" + name}) {
            Settings settings = load(arguments);
            for (String told : settings.warnings()) {
                assertThat(told).hasSizeLessThan(5_000);
            }
            for (String told : settings.nonDefaults()) {
                assertThat(told).hasSizeLessThan(1_000);
            }
        }
    }

    private static Settings load(String arguments) {
        return Settings.load(arguments, new Properties(), Map.of());
    }

    private static Properties properties(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }
}

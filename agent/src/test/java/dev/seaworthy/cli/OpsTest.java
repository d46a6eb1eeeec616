package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.config.Settings;
import dev.seaworthy.harness.Libraries;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class OpsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"grafana", "alerts", "kubernetes", "compose", "systemd", "maven", "gradle", "github", "gitlab"})
    void every_command_shows_how_it_is_used(String command) {
        assertThat(Printed.text(command, "--help")).contains("Example: java -jar seaworthy-agent.jar ops " + command);
        assertThat(Printed.text("--help")).contains("Example: java -jar seaworthy-agent.jar ops ", command);
        assertThat(Printed.text(command)).endsWith("\n").doesNotContainPattern("@[A-Z]+@");
    }

    @ParameterizedTest
    @CsvSource({
        "grafanna,grafana",
        "alert,alerts",
        "kubernets,kubernetes",
        "'',grafana",
        "kubernetes --deploymnt,--deployment",
        "kubernetes --variable FOO,JDK_JAVA_OPTIONS",
        "kubernetes --deployment Not_A_Name,lower-case",
        "kubernetes --container a$b,lower-case",
        "'kubernetes --image -x',image",
        "compose --service a:b,is not a name",
        "systemd --unit a/b,is not a name",
        "alerts --runbook-base wiki,is not an address"
    })
    void wrong_usage_names_what_is_right(String arguments, String right) {
        Printed printed = Printed.ops(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(printed.status()).isEqualTo(3);
        assertThat(printed.err()).contains(right, "--help");
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void the_dashboard_can_be_imported_as_it_is() {
        JsonObject dashboard = JsonParser.parseString(Printed.text("grafana")).getAsJsonObject();
        assertThat(dashboard.get("id").isJsonNull()).isTrue();
        assertThat(dashboard.get("uid").getAsString()).isEqualTo("seaworthy");
        assertThat(dashboard.get("schemaVersion").getAsInt()).isGreaterThanOrEqualTo(36);
        JsonArray variables = dashboard.getAsJsonObject("templating").getAsJsonArray("list");
        assertThat(variables)
                .extracting(variable -> variable.getAsJsonObject().get("name").getAsString())
                .containsExactly("datasource", "job", "instance");
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonElement element : dashboard.getAsJsonArray("panels")) {
            JsonObject panel = element.getAsJsonObject();
            assertThat(ids.add(panel.get("id").getAsInt())).isTrue();
            JsonObject place = panel.getAsJsonObject("gridPos");
            int left = place.get("x").getAsInt();
            assertThat(left + place.get("w").getAsInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.get("w").getAsInt(); x++) {
                for (int y = 0; y < place.get("h").getAsInt(); y++) {
                    assertThat(taken.add(List.of(left + x, place.get("y").getAsInt() + y)))
                            .as(panel.get("title") + " covers another")
                            .isTrue();
                }
            }
            if (!panel.get("type").getAsString().equals("row")) {
                assertThat(panel.get("description").getAsString()).isNotBlank();
                assertThat(panel.getAsJsonArray("targets"))
                        .isNotEmpty()
                        .allSatisfy(target -> assertThat(target.getAsJsonObject()
                                        .getAsJsonObject("datasource")
                                        .get("uid")
                                        .getAsString())
                                .isEqualTo("${datasource}"));
            }
        }
        assertThat(dashboard.toString()).contains("/rules/${__data.fields.rule}");
    }

    @Test
    void the_overlay_adds_the_agent_and_changes_nothing_else() throws Exception {
        String base = base();
        Map<String, Object> deployment = new Overlay(
                        Printed.yaml("kubernetes", "--deployment", "shop", "--image", "registry.example/sw:1"))
                .over(base);
        assertEssentials(deployment);

        Map<String, Object> before = Overlay.map(spec(Overlay.map(new Yaml().load(base))));
        Map<String, Object> shop =
                Objects.requireNonNull(Overlay.find(spec(deployment).get("containers"), "shop"));
        Map<String, Object> shopBefore = Objects.requireNonNull(Overlay.find(before.get("containers"), "shop"));
        for (String untouched : List.of("image", "readinessProbe", "resources", "securityContext")) {
            assertThat(shop.get(untouched)).as(untouched).isEqualTo(shopBefore.get(untouched));
        }
        assertThat(shop.keySet()).isEqualTo(shopBefore.keySet());
        assertThat(Overlay.find(spec(deployment).get("containers"), "proxy"))
                .isEqualTo(Overlay.find(before.get("containers"), "proxy"));
        assertThat(Overlay.find(spec(deployment).get("initContainers"), "migrate"))
                .isNotNull();
        assertThat(Overlay.map(deployment.get("spec")).get("replicas")).isEqualTo(2);
    }

    @Test
    void kustomize_itself_does_the_same() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "kubectl"))))
                .as("no kubectl here")
                .isTrue();
        Path shop = Files.createDirectories(folder.resolve("base"));
        Files.writeString(shop.resolve("shop.yaml"), base());
        Files.writeString(shop.resolve("kustomization.yaml"), "resources: [shop.yaml]\n");
        Path overlay = Files.createDirectories(folder.resolve("overlays/seaworthy"));
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                Printed.text("kubernetes", "--deployment", "shop", "--image", "registry.example/sw:1"));
        assertEssentials(Overlay.map(new Yaml().load(run(Map.of(), "kubectl", "kustomize", overlay.toString()))));
    }

    private static void assertEssentials(Map<String, Object> deployment) {
        Map<String, Object> pod = spec(deployment);
        Map<String, Object> shop = Objects.requireNonNull(Overlay.find(pod.get("containers"), "shop"));
        assertThat(value(shop, "JDK_JAVA_OPTIONS"))
                .isEqualTo("-Xmx256m -Dfrom.base=kept -javaagent:/seaworthy/seaworthy-agent.jar");
        assertThat(value(shop, "DATABASE")).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(value(shop, "SEAWORTHY_HTTP_HOST")).isEqualTo("0.0.0.0");
        assertThat(Objects.requireNonNull(Overlay.find(shop.get("env"), "SEAWORTHY_HTTP_TOKEN"))
                        .get("valueFrom"))
                .isEqualTo(Map.of("secretKeyRef", Map.of("name", "seaworthy", "key", "token", "optional", true)));
        assertThat(Overlay.list(shop.get("ports")))
                .contains(
                        Map.of("name", "seaworthy", "containerPort", 9477),
                        Map.of("name", "http", "containerPort", 8080));
        assertThat(Overlay.list(shop.get("volumeMounts")))
                .contains(
                        Map.of("name", "seaworthy", "mountPath", "/seaworthy"),
                        Map.of("name", "tmp", "mountPath", "/tmp"));
        assertThat(Overlay.find(pod.get("volumes"), "seaworthy")).containsKey("emptyDir");
        assertThat(Overlay.find(pod.get("volumes"), "tmp")).containsKey("emptyDir");
        assertThat(Overlay.map(Overlay.map(
                                Overlay.map(Overlay.map(deployment.get("spec")).get("template"))
                                        .get("metadata"))
                        .get("annotations")))
                .containsEntry("prometheus.io/scrape", "true")
                .containsEntry("prometheus.io/port", "9477")
                .containsEntry("owner", "team-shop");
        Map<String, Object> init = Objects.requireNonNull(Overlay.find(pod.get("initContainers"), "seaworthy"));
        assertThat(init).containsEntry("image", "registry.example/sw:1").containsKey("resources");
        assertThat(Overlay.map(init.get("securityContext")))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    }

    @Test
    void where_the_deployment_has_no_options_they_are_made() throws Exception {
        String without = base().replace("JDK_JAVA_OPTIONS", "OTHER");
        for (String variable : List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
            Map<String, Object> deployment = new Overlay(
                            Printed.yaml("kubernetes", "--deployment", "shop", "--variable", variable))
                    .over(without);
            Map<String, Object> shop =
                    Objects.requireNonNull(Overlay.find(spec(deployment).get("containers"), "shop"));
            assertThat(value(shop, variable).trim()).isEqualTo("-javaagent:/seaworthy/seaworthy-agent.jar");
            assertThat(value(shop, "OTHER")).isEqualTo("-Xmx256m -Dfrom.base=kept");
        }
    }

    @Test
    void the_init_container_copies_the_jar_also_a_second_time() throws Exception {
        Map<String, Object> deployment = new Overlay(Printed.yaml("kubernetes", "--deployment", "shop")).over(base());
        Map<String, Object> init =
                Objects.requireNonNull(Overlay.find(spec(deployment).get("initContainers"), "seaworthy"));
        Path jar = Files.writeString(folder.resolve("a jar.jar"), "first");
        Path shared = Files.createDirectory(folder.resolve("shared folder"));
        String[] command = Overlay.list(init.get("command")).stream()
                .map(String.class::cast)
                .toArray(String[]::new);
        Map<String, String> environment = Map.of("FROM", jar.toString(), "TO", shared.toString());
        run(environment, command);
        Files.writeString(jar, "second");
        run(environment, command);

        Path copied = shared.resolve("seaworthy-agent.jar");
        assertThat(copied).hasContent("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copied)))
                .isEqualTo("r--r--r--");
        try (Stream<Path> files = Files.list(shared)) {
            assertThat(files).containsExactly(copied);
        }
        assertThat(value(init, "OPTION")).isEqualTo("-javaagent:" + value(init, "TO") + "/" + copied.getFileName());
    }

    @Test
    void the_pod_monitor_looks_at_the_port_that_the_overlay_opens() throws Exception {
        Map<String, Object> monitor = Overlay.map(Printed.yaml("kubernetes", "--pod-monitor", "--deployment", "shop"));
        assertThat(monitor).containsEntry("kind", "PodMonitor");
        Map<String, Object> spec = Overlay.map(monitor.get("spec"));
        assertThat(Overlay.list(spec.get("podMetricsEndpoints")))
                .containsExactly(Map.of("port", "seaworthy", "path", "/metrics"));
        assertThat(Overlay.map(Overlay.map(spec.get("selector")).get("matchLabels")))
                .containsValue("shop");
    }

    @Test
    void alerts_name_their_runbook_if_there_is_one() {
        assertThat(Printed.text("alerts")).doesNotContain("runbook_url");
        String with = Printed.text("alerts", "--runbook-base", "https://wiki.example.com/seaworthy/");
        Map<String, Object> rules = Overlay.map(new Yaml().load(with));
        List<String> runbooks = new ArrayList<>();
        List<String> alerts = new ArrayList<>();
        for (Object group : Overlay.list(rules.get("groups"))) {
            for (Object rule : Overlay.list(Overlay.map(group).get("rules"))) {
                if (Overlay.map(rule).get("alert") != null) {
                    alerts.add("https://wiki.example.com/seaworthy/"
                            + Overlay.map(rule).get("alert"));
                    runbooks.add(String.valueOf(
                            Overlay.map(Overlay.map(rule).get("annotations")).get("runbook_url")));
                }
            }
        }
        assertThat(runbooks).hasSizeGreaterThan(5).isEqualTo(alerts);
    }

    @Test
    void compose_adds_to_one_service_and_opens_the_port_to_this_machine_only() {
        Map<String, Object> compose = Overlay.map(Printed.yaml("compose", "--service", "shop"));
        Map<String, Object> shop =
                Overlay.map(Overlay.map(compose.get("services")).get("shop"));
        assertThat(shop.get("ports")).isEqualTo(List.of("127.0.0.1:9477:9477"));
        Map<String, Object> environment = Overlay.map(shop.get("environment"));
        Map<String, Object> volume =
                Overlay.map(Overlay.list(shop.get("volumes")).get(0));
        assertThat(environment.get("JDK_JAVA_OPTIONS")).isEqualTo("-javaagent:" + volume.get("target"));
        assertThat(environment).containsEntry("SEAWORTHY_HTTP_HOST", "0.0.0.0").containsKey("SEAWORTHY_HTTP_TOKEN");
        assertThat(shop.keySet()).containsExactlyInAnyOrder("environment", "ports", "volumes");
    }

    @Test
    void systemd_gets_a_drop_in_with_one_variable() {
        List<String> lines = Printed.text("systemd", "--unit", "shop")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines)
                .containsExactly(
                        "[Service]", "Environment=\"JDK_JAVA_OPTIONS=-javaagent:/opt/seaworthy/seaworthy-agent.jar\"");
        assertThat(Printed.text("systemd", "--unit", "shop")).contains("/etc/systemd/system/shop.service.d/");
    }

    /** The commands and settings that a ready file names are those that there are. */
    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "gradle", "maven"})
    void what_builds_paste_uses_commands_and_settings_that_exist(String command) {
        String text = Printed.text(command);
        Matcher agent = Pattern.compile("report\\.every=5s,[^\"<\\s]*|environment=container,[^\"<\\s]*")
                .matcher(text.replace("\" +\n            \"", ""));
        assertThat(agent.find()).isTrue();
        assertThat(Settings.load(agent.group(), new Properties(), Map.of()).warnings())
                .isEmpty();
        String check = Prompt.run("check", "--help").out();
        Matcher option = Pattern.compile("(?<![\\w-])--[a-z-]+").matcher(text);
        while (option.find()) {
            assertThat(check).contains(option.group());
        }
    }

    @Test
    void the_workflow_and_the_job_have_what_their_servers_need() {
        Map<String, Object> workflow = Overlay.map(Printed.yaml("github"));
        assertThat(workflow).containsKeys("name", "jobs", "permissions");
        Map<String, Object> gate = Overlay.map(Overlay.map(workflow.get("jobs")).get("gate"));
        assertThat(Overlay.list(gate.get("steps")))
                .allSatisfy(step -> assertThat(Overlay.map(step))
                        .containsAnyOf(
                                Map.entry("uses", Overlay.map(step).getOrDefault("uses", "")),
                                Map.entry("run", Overlay.map(step).getOrDefault("run", ""))));
        Map<String, Object> job =
                Overlay.map(Overlay.map(Printed.yaml("gitlab")).get("seaworthy"));
        assertThat(Overlay.map(Overlay.map(job.get("artifacts")).get("reports")))
                .containsEntry("codequality", "gl-code-quality-report.json")
                .containsEntry("junit", "seaworthy-junit.xml");
        assertThat(String.valueOf(job.get("script")))
                .contains("--format gitlab -o gl-code-quality-report.json -o seaworthy-junit.xml");
    }

    @Test
    void the_examples_use_exactly_what_is_printed() throws Exception {
        Path examples = Libraries.repository().resolve("examples");
        String pom = plain(Files.readString(examples.resolve("maven-gate/pom.xml")));
        String[] parts = Printed.text("maven").split("<!-- \\d\\. into .* -->");
        assertThat(parts).hasSize(3);
        for (String line : parts[1].strip().split("\n")) {
            assertThat(pom).contains(plain(line));
        }
        assertThat(pom).contains(plain(parts[2]));
        assertThat(Files.readString(examples.resolve("gradle-gate/build.gradle.kts")))
                .endsWith(Printed.text("gradle"));
    }

    private static String plain(String xml) {
        return xml.replaceAll("\\s+", " ").strip();
    }

    static String base() throws Exception {
        try (InputStream in = Objects.requireNonNull(OpsTest.class.getResourceAsStream("/ops/shop.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Map<String, Object> spec(Map<String, Object> deployment) {
        return Overlay.map(
                Overlay.map(Overlay.map(deployment.get("spec")).get("template")).get("spec"));
    }

    static String value(Map<String, Object> container, String variable) {
        return String.valueOf(Objects.requireNonNull(Overlay.find(container.get("env"), variable), variable)
                .get("value"));
    }

    private String run(Map<String, String> environment, String... command) throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(said.toFile());
        builder.redirectError(folder.resolve("complained.txt").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("complained.txt")))
                .isZero();
        return Files.readString(said);
    }
}

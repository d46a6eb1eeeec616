package dev.seaworthy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The walls between packages, and the sizes of files.
 *
 * <pre>
 * package      may use (own)                                may use (others)
 * boot         all
 * bridge       nothing
 * weave        nothing                                      net.bytebuddy.jar.asm
 * sensor.*     observation, context, weave                   javax.sql, in classes touched only when JDBC is there; TLS;
 *              no area another; sensor.jdbc has walls of its own
 * observation  nothing
 * context      observation
 * rule.*       observation, context
 * finding      rule, observation, config
 * report.*     finding, rule, observation, config           gson, Micrometer, Prometheus, jmustache, commonmark,
 *                                                            jdk.jfr and javax.management in classes of their own, since
 *                                                            an image may lack them
 * config       nothing
 * cli          all                                          picocli, gson
 * </pre>
 */
class ArchitectureTest {
    private static final String ROOT = "dev.seaworthy";

    private record Wall(Set<String> own, List<String> others) {}

    private static final Map<String, Wall> WALLS = Map.ofEntries(
            Map.entry("bridge", new Wall(Set.of(), List.of())),
            Map.entry("weave", new Wall(Set.of(), List.of("net.bytebuddy.jar.asm."))),
            Map.entry(
                    "sensor",
                    new Wall(
                            Set.of("observation", "context", "weave"),
                            List.of("javax.sql.", "javax.net.ssl.", "javax.security.auth.x500."))),
            Map.entry("observation", new Wall(Set.of(), List.of())),
            Map.entry("context", new Wall(Set.of("observation"), List.of())),
            Map.entry("rule", new Wall(Set.of("observation", "context"), List.of())),
            Map.entry("finding", new Wall(Set.of("rule", "observation", "config"), List.of())),
            Map.entry(
                    "report",
                    new Wall(
                            Set.of("finding", "rule", "observation", "config"),
                            List.of(
                                    "com.google.gson.",
                                    "jdk.jfr.",
                                    "javax.management.",
                                    "io.micrometer.",
                                    "io.prometheus.",
                                    "com.samskivert.",
                                    "org.commonmark."))),
            Map.entry("config", new Wall(Set.of(), List.of())));

    /** Packages of {@code sensor} that are no area: each area may use them, they use none. */
    private static final Set<String> NEUTRAL = Set.of("sql", "identity", "discover", "tls");

    /** The rooms of {@code sensor.jdbc}, from the lowest; above them stands its root, which puts them together. */
    private static final List<String> ROOMS = List.of("source", "pool", "discover", "track", "watch");

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(module().resolve("target/classes"));

    /** Longer than they should be, each for the reason that stands behind it. */
    private static final Map<String, String> LONGER = Map.of(
            "ExecutorSensor.java", "one hook after the other for each kind of executor; apart they would tell less",
            "SqlText.java", "one reader of one text: apart, its parts would share all their state",
            "Ledger.java", "by a few lines: the formatter's");

    @Test
    void packages_use_only_what_lies_below_them() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = layer(type.getPackageName());
            Wall wall = WALLS.get(from);
            if (wall == null) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!allowed(from, wall, target)) {
                    breaches.add(type.getName() + " uses " + target.getName());
                }
            }
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void observations_and_context_and_rules_form_no_circle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(observation|context|rule|finding|report|config|weave|sensor)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** What two areas need lies in the root of {@code sensor}, or in a package that belongs to no area. */
    @Test
    void no_area_of_sensors_knows_another() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = area(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = area(target);
                boolean neutral = from.isEmpty() || NEUTRAL.contains(from);
                if (!to.isEmpty() && !to.equals(from) && !NEUTRAL.contains(to) && isSensors(type)
                        || neutral && isSensors(type) && !to.isEmpty() && !to.equals(from)) {
                    breaches.add(type.getName() + " uses " + target.getName());
                }
            }
        }

        assertThat(breaches).isEmpty();
    }

    /** Each room of {@code sensor.jdbc} uses only those that stand before it here. */
    @Test
    void rooms_of_jdbc_use_only_what_lies_below_them() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            int from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (from >= 0 && room(target) > from) {
                    breaches.add(type.getName() + " uses " + target.getName());
                }
            }
        }

        assertThat(breaches).isEmpty();
    }

    /** A description of a client knows none of the machinery that reads it. */
    @Test
    void descriptions_of_clients_use_no_other_room_of_http() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (type.getPackageName().equals(ROOT + ".sensor.http.client")
                        && target.getPackageName().equals(ROOT + ".sensor.http")) {
                    breaches.add(type.getName() + " uses " + target.getName());
                }
            }
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void no_more_than_five_sensor_classes_depend_on_each_other_in_a_circle() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (isSensors(type)) {
                Set<String> used = uses.computeIfAbsent(outermost(type), name -> new TreeSet<>());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (isSensors(target)) {
                        used.add(outermost(target));
                    }
                }
            }
        }
        Map<String, Set<String>> reached = new HashMap<>();
        uses.keySet().forEach(from -> reached.put(from, reached(from, uses)));
        Set<Set<String>> circles = new HashSet<>();
        for (String one : uses.keySet()) {
            Set<String> circle = new TreeSet<>(reached.get(one));
            circle.removeIf(other -> !reached.get(other).contains(one));
            if (circle.size() > 5) {
                circles.add(circle);
            }
        }

        assertThat(circles).isEmpty();
    }

    /** All that a class leads to, itself only if it leads there. */
    private static Set<String> reached(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(uses.get(from));
        while (!next.isEmpty()) {
            String one = next.pop();
            if (reached.add(one)) {
                next.addAll(uses.get(one));
            }
        }
        return reached;
    }

    private static boolean isSensors(JavaClass type) {
        return layer(type.getPackageName()).equals("sensor");
    }

    private static String outermost(JavaClass type) {
        int nested = type.getName().indexOf('$');
        return nested < 0 ? type.getName() : type.getName().substring(0, nested);
    }

    /** {@code jdbc} of {@code dev.seaworthy.sensor.jdbc.pool}; empty for what is in no area. */
    private static String area(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return isSensors(type) && names.length > 3 ? names[3] : "";
    }

    /** Where in {@link #ROOMS} a class stands, -1 if it is not of JDBC. */
    private static int room(JavaClass type) {
        String all = ROOT + ".sensor.jdbc";
        String in = type.getPackageName();
        return in.equals(all)
                ? ROOMS.size()
                : in.startsWith(all + ".") ? ROOMS.indexOf(in.substring(all.length() + 1)) : -1;
    }

    /** What an image may lack is touched where a LinkageError is expected, and nowhere else. */
    @Test
    void jfr_and_jmx_are_touched_by_their_own_classes_only() {
        Set<String> touching = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getName();
                if (target.startsWith("jdk.jfr.")
                        || target.startsWith("javax.management.")
                        || target.startsWith("java.lang.management.")) {
                    touching.add(type.getSimpleName());
                }
            }
        }

        assertThat(touching).containsExactly("FindingEvent", "FindingsBean", "FlightEvents");
    }

    @Test
    void only_the_command_line_ends_the_process() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> Set.of("exit", "halt").contains(call.getName()))
                    .filter(call -> Set.of("java.lang.System", "java.lang.Runtime")
                            .contains(call.getTargetOwner().getName()))
                    .filter(call -> !type.getName().equals(ROOT + ".Main"))
                    .forEach(call -> breaches.add(call.getDescription()));
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void nothing_is_named_after_no_thing() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> name.matches(".*(Util|Utils|Helper|Manager|Impl)"));
    }

    @Test
    void files_stay_small() throws IOException {
        List<String> longOnes = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/main/entry")) {
            try (Stream<Path> files = Files.walk(module().resolve(root))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String path = module().relativize(file).toString().replace('\\', '/');
                    long lines;
                    try (Stream<String> all = Files.lines(file)) {
                        lines = all.count();
                    }
                    int most = most(file);
                    if (lines > most && !LONGER.containsKey(file.getFileName().toString())) {
                        longOnes.add(path + " has " + lines + " lines, at most " + most);
                    }
                }
            }
        }

        assertThat(longOnes).isEmpty();
    }

    private static int most(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith("Sensor.java") || Files.readString(file).contains("\n@RuleSpec(")) {
            return 150;
        }
        return name.endsWith("Reporter.java") ? 200 : 300;
    }

    private static boolean allowed(String from, Wall wall, JavaClass target) {
        String name = target.getName();
        if (target.isPrimitive() || name.startsWith("java.") || name.startsWith("org.jspecify.")) {
            return true;
        }
        if (name.startsWith(ROOT + ".")) {
            String to = layer(target.getPackageName());
            return to.equals(from) || wall.own().contains(to);
        }
        return wall.others().stream().anyMatch(name::startsWith)
                || from.equals("report") && name.startsWith("com.sun.net.httpserver.");
    }

    private static String layer(String packageName) {
        String rest = packageName.substring(Math.min(packageName.length(), ROOT.length() + 1));
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("agent/src")) ? here.resolve("agent") : here;
    }
}

package dev.seaworthy.harness;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fork of a program in a real JVM, with the packed agent unless asked otherwise.
 *
 * <p>The class path holds the folder of test classes, so a fixture's frames are the application's own, and the
 * libraries asked for. Unless a test says otherwise the agent gets {@code environment=container},
 * {@code http.port=off} and a JSON report; the environment is cut down to what a shell needs, so that the machine
 * that runs the tests does not decide them. The program runs in a fresh folder below {@code target/voyages}.
 */
public final class Voyage {
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "SystemRoot", "TEMP", "TMP");

    private final Jdk jdk;
    private final @Nullable String main;
    private final List<String> classPath = new ArrayList<>();
    private final List<String> jvm = new ArrayList<>();
    private final List<String> jvmAfterAgent = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private @Nullable Path launched;
    private @Nullable Path java;
    private Path agent = Path.of("");
    private boolean attached = true;
    private boolean bare;
    private byte[] stdin = {};
    private boolean stdinOpen;
    private Path directory;
    private Duration limit = Duration.ofSeconds(60);

    private Voyage(Jdk jdk, @Nullable String main) {
        jdk.found();
        this.jdk = jdk;
        this.main = main;
        this.directory = freshDirectory(main == null ? "jar" : main.substring(main.lastIndexOf('.') + 1));
        classPath.add(Libraries.testClasses().toString());
    }

    /** A program among the test classes. */
    public static Voyage of(Jdk jdk, Class<?> main) {
        return new Voyage(jdk, main.getName());
    }

    /** A program found by name on the class path: in a library, or compiled for another JDK. */
    public static Voyage of(Jdk jdk, String main) {
        return new Voyage(jdk, main);
    }

    /** {@code java -jar}; nothing else is on the class path. */
    public static Voyage ofJar(Jdk jdk, Path jar) {
        Voyage voyage = new Voyage(jdk, null);
        voyage.launched = jar;
        return voyage;
    }

    /**
     * Libraries of {@code it-libs} by name ({@code "h2"}, {@code "tomcat-embed-core-9"}), or by Maven coordinates
     * ({@code "com.squareup.okhttp3:okhttp:4.12.0"}) with all that they need.
     */
    public Voyage with(String... libraries) {
        Libraries.jars(libraries).forEach(jar -> classPath.add(jar.toString()));
        return this;
    }

    /** More folders or jars, before everything else on the class path. */
    public Voyage classesIn(Path... more) {
        classPath.addAll(0, Stream.of(more).map(Path::toString).toList());
        return this;
    }

    /** One more jar at the end of the class path. */
    public Voyage jar(Path jar) {
        classPath.add(jar.toString());
        return this;
    }

    /** Leaves the folder of test classes off the class path: the program comes from a jar. */
    public Voyage withoutTestClasses() {
        classPath.remove(Libraries.testClasses().toString());
        return this;
    }

    public Voyage arguments(String... more) {
        arguments.addAll(Arrays.asList(more));
        return this;
    }

    /** JVM options, before the agent's. */
    public Voyage jvm(String... options) {
        jvm.addAll(Arrays.asList(options));
        return this;
    }

    /** JVM options behind the agent's, such as another agent that is to come second. */
    public Voyage jvmAfterAgent(String... options) {
        jvmAfterAgent.addAll(Arrays.asList(options));
        return this;
    }

    public Voyage environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    public Voyage stdin(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Leaves stdin open: {@link Running#say} writes to it, and finishing closes it. */
    public Voyage stdinOpen() {
        stdinOpen = true;
        return this;
    }

    /** The folder in which the program runs. */
    public Voyage in(Path folder) {
        directory = folder;
        return this;
    }

    /** The folder in which the program will run. */
    public Path directory() {
        return directory;
    }

    /** Another launcher than the JDK's own, as a jlink image has one. */
    public Voyage launcher(Path executable) {
        java = executable;
        return this;
    }

    /** Settings of the agent, each {@code key=value}. */
    public Voyage agent(String... more) {
        settings.addAll(Arrays.asList(more));
        return this;
    }

    /** Exactly the settings given, no default of the harness: no report unless asked for. */
    public Voyage bare() {
        bare = true;
        return this;
    }

    public Voyage agentJar(Path jar) {
        agent = jar;
        return this;
    }

    public Voyage withoutAgent() {
        attached = false;
        return this;
    }

    /** How long the program may run before it and its children are killed and the test fails. */
    public Voyage limit(Duration longest) {
        limit = longest;
        return this;
    }

    /** Runs it to its end. */
    public Logbook run() {
        return start().finish();
    }

    /** Starts it; close or finish what comes back. */
    public Running start() {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(directory.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(INHERITED);
        variables.putAll(environment);
        try {
            return new Running(builder.start(), stdin, stdinOpen, report(), limit, builder.command());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start " + builder.command(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add((java == null ? jdk.tool("java") : java).toString());
        command.add("-XX:TieredStopAtLevel=1");
        if (jvm.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            command.add("-XX:+UseSerialGC");
        }
        command.addAll(jvm);
        if (attached) {
            Path jar = agent.toString().isEmpty() ? Libraries.agent() : agent;
            List<String> all = settings();
            command.add("-javaagent:" + jar + (all.isEmpty() ? "" : "=" + String.join(",", all)));
        }
        command.addAll(jvmAfterAgent);
        if (launched != null) {
            command.addAll(List.of("-jar", launched.toString()));
        } else {
            command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), String.valueOf(main)));
        }
        command.addAll(arguments);
        return command;
    }

    private List<String> settings() {
        List<String> all = new ArrayList<>(settings);
        if (!bare) {
            addUnlessNamed(all, "environment", "container");
            addUnlessNamed(all, "http.port", "off");
            addUnlessNamed(all, "report", directory.resolve("report.json").toString());
        }
        return all;
    }

    private Path report() {
        return settings().stream()
                .filter(setting -> setting.startsWith("report="))
                .map(setting -> directory.resolve(setting.substring("report=".length())))
                .findFirst()
                .orElse(directory.resolve("report.json"));
    }

    private static void addUnlessNamed(List<String> settings, String key, String value) {
        if (settings.stream().noneMatch(setting -> setting.startsWith(key + "="))) {
            settings.add(key + "=" + value);
        }
    }

    private static Path freshDirectory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Libraries.voyages()), name + "-");
        } catch (IOException e) {
            throw new IllegalStateException("Cannot make a folder to run in", e);
        }
    }
}

package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.startup.CountsThreads;
import fixture.startup.Crowd;
import fixture.startup.Hello;
import fixture.startup.Lambdas;
import fixture.startup.NamesLogManager;
import fixture.startup.OwnLogManager;
import fixture.startup.OwnMBeans;
import fixture.startup.Reflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** The agent leaves to the application what is decided by whoever comes first. */
class StartUpIT {
    private static final Pattern LOADED = Pattern.compile("^\\[[^]]*]\\[[^]]*]\\[[^]]*]\\s*(\\S+) source: (.*)");

    @EveryJdk
    void a_log_manager_named_on_the_command_line_wins(Jdk jdk) {
        Logbook log = Voyage.of(jdk, NamesLogManager.class)
                .jvm("-Djava.util.logging.manager=" + OwnLogManager.class.getName())
                .agent("http.port=0")
                .run()
                .ended();

        assertThat(log.out()).contains("manager fixture.startup.OwnLogManager");
    }

    @EveryJdk
    void a_log_manager_named_by_the_program_while_the_agent_works_wins(Jdk jdk) {
        try (Running running = Voyage.of(jdk, NamesLogManager.class)
                .arguments("late")
                .stdinOpen()
                .agent("http.port=0")
                .start()) {
            running.await("ready");
            assertThat(running.get(running.agentUrl("/metrics")).statusCode()).isEqualTo(200);
            Logbook log = running.say("go").finish().ended();

            assertThat(log.out()).contains("manager fixture.startup.OwnLogManager");
        }
    }

    @EveryJdk
    void a_program_that_waits_until_it_has_one_thread_left_goes_on(Jdk jdk) {
        try (Running running = Voyage.of(jdk, CountsThreads.class)
                .stdinOpen()
                .agent("http.port=0")
                .start()) {
            running.await("ready");
            assertThat(running.get(running.agentUrl("/metrics")).statusCode()).isEqualTo(200);
            Logbook log = running.say("go").finish().ended();

            assertThat(log.out()).contains("mine [main]\n");
            assertThat(log.out().lines().filter(line -> line.startsWith("seaworthy")))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allMatch(line -> line.endsWith(" in system, daemon true, priority 5, sees the application false"));
        }
    }

    @EveryJdk
    void an_mbean_server_builder_named_by_the_program_is_asked(Jdk jdk) {
        try (Running running =
                Voyage.of(jdk, OwnMBeans.class).stdinOpen().agent("http.port=0").start()) {
            running.await("ready");
            assertThat(running.get(running.agentUrl("/metrics")).statusCode()).isEqualTo(200);
            Logbook log = running.say("go").finish().ended();

            assertThat(log.out()).contains("asked true");
        }
    }

    @EveryJdk
    void sixty_four_threads_load_classes_at_the_start_again_and_again(Jdk jdk) {
        int rounds = Jdk.areAllAsked() ? 50 : 5;
        for (int i = 0; i < rounds; i++) {
            Logbook log = Voyage.of(jdk, Crowd.class).agent("log=off").run().ended();

            assertThat(log.out()).as("round " + i).isEqualTo("failures 0\n");
            assertThat(log.err()).as("round " + i).isEmpty();
        }
    }

    @EveryJdk
    void a_main_made_of_lambdas_is_the_same(Jdk jdk) {
        Logbook without = Voyage.of(jdk, Lambdas.class).withoutAgent().run().ended();
        for (int i = 0; i < 5; i++) {
            Twins.compare(Voyage.of(jdk, Lambdas.class).agent("log=off").run(), without);
        }
    }

    @EveryJdk
    void what_java_lang_forbids_is_forbidden_still(Jdk jdk) {
        Twins.compare(
                Voyage.of(jdk, Reflection.class).agent("log=off").run().ended(),
                Voyage.of(jdk, Reflection.class).withoutAgent().run());
    }

    @EveryJdk
    void a_resolver_of_internet_addresses_is_made_by_the_application(Jdk jdk, @TempDir Path folder) throws IOException {
        if (jdk.major() < 18) {
            // resolvers can be provided since 18; what is loaded before main is tested for all
            return;
        }
        Sources.compile(jdk, folder, "Resolvers", """
                import java.net.*;
                import java.net.spi.*;
                public class Resolvers extends InetAddressResolverProvider {
                    public static void main(String[] args) throws Exception {
                        System.out.println("ready");
                        System.in.read();
                        InetAddress.getByName("localhost");
                        System.out.println("end");
                    }
                    public InetAddressResolver get(Configuration configuration) {
                        System.out.println("asked on " + Thread.currentThread().getName());
                        return configuration.builtinResolver();
                    }
                    public String name() { return "own"; }
                }
                """);
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.net.spi.InetAddressResolverProvider"), "Resolvers");

        try (Running running = Voyage.of(jdk, "Resolvers")
                .classesIn(folder)
                .stdinOpen()
                .agent("http.port=0")
                .start()) {
            running.await("ready");
            assertThat(running.get(running.agentUrl("/metrics")).statusCode()).isEqualTo(200);
            Logbook log = running.say("go").finish().ended();

            assertThat(log.out()).isEqualTo("ready\nasked on main\nend\n");
        }
    }

    @EveryJdk
    void little_is_loaded_before_main_and_nothing_that_an_application_may_replace(Jdk jdk) {
        Map<String, String> with = loadedBeforeMain(jdk, true);
        Set<String> more = new HashSet<>(with.keySet());
        more.removeAll(loadedBeforeMain(jdk, false).keySet());
        String jar = Libraries.agent().getFileName().toString();

        // what the JVM itself loads for any agent, some hundreds, is not ours to change; scripts/overhead prints it
        assertThat(with).as("nothing of the agent before main?").containsKey("dev.seaworthy.boot.Boot");
        assertThat(with.entrySet().stream()
                        .filter(loaded -> loaded.getValue().endsWith(jar)
                                || loaded.getKey().contains("eaworthy"))
                        .map(Map.Entry::getKey))
                .as("the agent's own classes before main")
                .hasSizeLessThanOrEqualTo(120);
        assertThat(more)
                .noneMatch(name -> name.startsWith("java.util.logging.")
                        || name.startsWith("javax.management.")
                        || name.startsWith("java.util.regex.")
                        || name.startsWith("java.net.Inet")
                        || name.startsWith("java.text.")
                        || name.equals("java.util.Formatter")
                        || name.startsWith("dev.seaworthy.") && name.contains("Lambda"));
    }

    /** Names and sources, in no order. */
    private static Map<String, String> loadedBeforeMain(Jdk jdk, boolean attached) {
        Voyage voyage = Voyage.of(jdk, Hello.class).jvm("-Xlog:class+load");
        Logbook log = (attached ? voyage.agent("log=off") : voyage.withoutAgent())
                .run()
                .ended();
        Map<String, String> loaded = new HashMap<>();
        for (String line : log.out().lines().toList()) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.matches()) {
                if (matcher.group(1).equals(Hello.class.getName())) {
                    return loaded;
                }
                loaded.put(matcher.group(1), matcher.group(2));
            }
        }
        throw new AssertionError("the main class was not loaded");
    }
}

package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.FixtureJar;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.loaders.OnlyJava;
import fixture.loaders.OwnFileSystems;
import fixture.loaders.Redeployed;
import fixture.loaders.Reentrant;
import fixture.loaders.Retransformer;
import fixture.loaders.Turmoil;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Class loaders, file systems and other agents that behave in their own way. */
class LoadersIT {

    @NewestJdk
    void classes_are_loaded_by_many_threads_while_findings_are_made(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Turmoil.class)
                .with("h2", "HikariCP")
                .with(ClassPath.LOGBACK)
                .agent("http.port=0")
                .limit(Duration.ofSeconds(120))
                .run()
                .ended();

        // Logback speaks as well when many threads start it at once
        assertThat(log.out()).endsWith("failures 0\n");
        assertThat(log.theConfirmed("http/localhost-endpoint").count()).isEqualTo(320);
    }

    @EveryJdk
    void an_own_default_file_system_is_made_when_the_application_needs_it(Jdk jdk) {
        Voyage with = Voyage.of(jdk, OwnFileSystems.class)
                .jvm("-Djava.nio.file.spi.DefaultFileSystemProvider=" + OwnFileSystems.class.getName());
        Voyage without = Voyage.of(jdk, OwnFileSystems.class)
                .jvm("-Djava.nio.file.spi.DefaultFileSystemProvider=" + OwnFileSystems.class.getName())
                .withoutAgent();
        Logbook log = with.agent("log=off").run().ended();

        Twins.compare(log, without.run());
        assertThat(log.out()).contains("fixture.loaders.OwnFileSystems 4");
    }

    @EveryJdk
    void a_loader_that_delegates_only_java_sees_the_bridge(Jdk jdk) {
        Logbook with = Voyage.of(jdk, OnlyJava.class).agent("log=off").run().ended();

        Twins.compare(with, Voyage.of(jdk, OnlyJava.class).withoutAgent().run());
        assertThat(with.confirmed("http/localhost-endpoint")).hasSize(1);
    }

    @EveryJdk
    void stacks_are_walked_while_another_agent_retransforms(Jdk jdk, @TempDir Path folder) {
        Path other = FixtureJar.of(Retransformer.class)
                .manifest("Premain-Class", Retransformer.class.getName())
                .manifest("Can-Retransform-Classes", "true")
                .write(folder.resolve("other.jar"));
        for (boolean first : new boolean[] {true, false}) {
            Voyage voyage = Voyage.of(jdk, Retransformer.class).agent("http.port=0");
            String option = "-javaagent:" + other;
            Logbook log = (first ? voyage.jvm(option) : voyage.jvmAfterAgent(option))
                    .limit(Duration.ofSeconds(120))
                    .run()
                    .ended();

            assertThat(log.out()).isEqualTo("failures 0\n");
            assertThat(log.confirmed("http/localhost-endpoint")).hasSize(1);
        }
    }

    @EveryJdk
    void another_agent_loads_each_class_of_ours_while_it_is_being_defined(Jdk jdk, @TempDir Path folder) {
        Path other = FixtureJar.of(Reentrant.class)
                .manifest("Premain-Class", Reentrant.class.getName())
                .write(folder.resolve("other.jar"));
        for (boolean first : new boolean[] {true, false}) {
            Voyage voyage = Voyage.of(jdk, Reentrant.class).agent("http.port=0").stdinOpen();
            String option = "-javaagent:" + other;
            try (Running running = (first ? voyage.jvm(option) : voyage.jvmAfterAgent(option)).start()) {
                assertThat(running.get(running.agentUrl("/metrics")).statusCode())
                        .isEqualTo(200);
                running.say("go");
                MatchResult told = running.awaitOut("loaded (\\d+), without a file (.*)\n");
                assertThat(Integer.parseInt(told.group(1))).isGreaterThan(100);
                assertThat(told.group(2)).isEqualTo("[]");
                Logbook log = running.finish().ended();

                assertThat(log.err()).doesNotContain("Error", "stays out");
                assertThat(log.confirmed("http/localhost-endpoint")).hasSize(1);
            }
        }
    }

    @EveryJdk
    void the_loader_of_an_undeployed_application_is_collected(Jdk jdk) {
        String[] jars = Stream.of("h2", "HikariCP", "slf4j-api", "logback-classic", "logback-core")
                .map(name -> Libraries.jar(name).toString())
                .toArray(String[]::new);
        Logbook without = Voyage.of(jdk, Redeployed.class)
                .arguments(jars)
                .withoutAgent()
                .run()
                .ended();
        assertThat(without.out()).as("without agent").contains("loaders left 0");

        Logbook with = Voyage.of(jdk, Redeployed.class)
                .arguments(jars)
                .agent("http.port=0")
                .run()
                .ended();

        assertThat(with.out()).contains("loaders left 0");
        assertThat(with.confirmed("http/localhost-endpoint")).isNotEmpty();
    }
}

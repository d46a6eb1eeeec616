package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.FixtureJar;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.hazard.RefusedCall;
import fixture.load.Everything;
import fixture.loaders.Retransformer;
import fixture.startup.Hello;
import fixture.streams.Writes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Archives of classes, small run-time images, and the agent packed where it does not belong. */
class ImagesIT {

    @EveryJdk
    void a_shared_archive_of_the_application_stays_usable(Jdk jdk, @TempDir Path folder) {
        Path jar = application(folder);
        Path archive = folder.resolve("app.jsa");
        Voyage.ofJar(jdk, jar)
                .withoutAgent()
                .jvm("-XX:ArchiveClassesAtExit=" + archive)
                .run()
                .ended();
        String use = "-XX:SharedArchiveFile=" + archive;
        Logbook with = Voyage.ofJar(jdk, jar).jvm(use).agent("log=off").run().ended();
        assertThat(with.confirmed("http/localhost-endpoint")).hasSize(1);

        if (jdk.major() < 25) {
            Twins.compare(with, Voyage.ofJar(jdk, jar).jvm(use).withoutAgent().run());
            // "on" ends where the archive cannot be used
            Voyage.ofJar(jdk, jar).jvm(use, "-Xshare:on").agent("log=off").run().ended();
        } else {
            // here the JVM complains on stdout, with a time, of an archive without the module that every agent brings
            Path idle = FixtureJar.of(Retransformer.class)
                    .manifest("Premain-Class", Retransformer.class.getName())
                    .write(folder.resolve("idle.jar"));
            Logbook other = Voyage.ofJar(jdk, jar)
                    .jvm(use, "-javaagent:" + idle)
                    .withoutAgent()
                    .run();
            assertThat(withoutTimes(with)).isEqualTo(withoutTimes(other));
            assertThat(with.err()).isEqualTo(other.err());
        }
    }

    private static String withoutTimes(Logbook log) {
        return log.out().replaceAll("(?m)^\\[[0-9.]+s]", "[]");
    }

    @EveryJdk
    void an_aot_cache_stays_usable(Jdk jdk, @TempDir Path folder) {
        if (jdk.major() < 24) {
            return; // there is none before
        }
        Path jar = application(folder);
        Path trained = folder.resolve("with.aot");
        Path prepared = folder.resolve("without.aot");
        Voyage.ofJar(jdk, jar)
                .agent("log=off")
                .jvm("-XX:AOTCacheOutput=" + trained)
                .run()
                .ended();
        Voyage.ofJar(jdk, jar)
                .withoutAgent()
                .jvm("-XX:AOTCacheOutput=" + prepared, "--add-modules", "java.instrument")
                .run()
                .ended();

        Logbook plain = Voyage.ofJar(jdk, jar).withoutAgent().run();
        for (Path cache : new Path[] {trained, prepared}) {
            assertThat(cache).exists();
            Voyage voyage = Voyage.ofJar(jdk, jar).jvm("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
            if (cache.equals(prepared)) {
                voyage.jvm("--add-modules", "java.instrument");
            }
            Logbook with = voyage.agent("log=off").run().ended();

            Twins.compare(with, plain);
            assertThat(with.confirmed("http/localhost-endpoint"))
                    .as(cache.toString())
                    .hasSize(1);
        }
    }

    @EveryJdk
    void a_small_image_is_enough(Jdk jdk, @TempDir Path folder) throws Exception {
        Path image = folder.resolve("image");
        Process jlink = new ProcessBuilder(
                        jdk.tool("jlink").toString(),
                        "--add-modules",
                        "java.base,java.instrument",
                        "--output",
                        image.toString())
                .inheritIO()
                .start();
        assertThat(jlink.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(jlink.exitValue()).isZero();
        Path java = image.resolve("bin/java");

        Logbook quiet = Voyage.of(jdk, Writes.class)
                .launcher(java)
                .agent("log=off")
                .run()
                .ended();
        Twins.compare(
                quiet,
                Voyage.of(jdk, Writes.class).launcher(java).withoutAgent().run());
        assertThat(quiet.confirmed("http/localhost-endpoint")).hasSize(1);

        Logbook all = Voyage.of(jdk, Writes.class)
                .launcher(java)
                .agent("http.port=0")
                .run()
                .ended();
        assertThat(all.out()).isEqualTo("end\n");
        assertThat(all.err()).doesNotContain("NoClassDefFoundError", "Exception", "\tat ");
        assertThat(all.warnings()).hasSizeLessThanOrEqualTo(1);
        assertThat(all.agentLines()).anyMatch(line -> line.contains("http/localhost-endpoint"));
    }

    @EveryJdk
    void refuses_politely_inside_an_uber_jar(Jdk jdk, @TempDir Path folder) {
        Path uber = FixtureJar.of(Hello.class)
                .merging(Libraries.agent())
                .manifest("Premain-Class", "dev.seaworthy.Agent")
                .manifest("Can-Retransform-Classes", "true")
                .manifest("Can-Redefine-Classes", "true")
                .write(folder.resolve("uber.jar"));
        Logbook log = Voyage.ofJar(jdk, uber).bare().agentJar(uber).run().ended();

        assertThat(log.out()).isEqualTo("hello, sea\n");
        assertThat(log.err().lines()).singleElement().asString().contains("seaworthy");
    }

    @EveryJdk
    void nothing_is_said_about_unsafe_or_other_forbidden_things(Jdk jdk) {
        Logbook log =
                Voyage.of(jdk, Everything.class).agent("http.port=0").run().ended();

        assertThat(log.err()).doesNotContain("WARNING:", "Unsafe", "OpenJDK 64-Bit Server VM warning");
        assertThat(log.out()).doesNotContain("WARNING:", "VM warning");
    }

    private static Path application(Path folder) {
        return FixtureJar.of(Writes.class).and(RefusedCall.class).write(folder.resolve("app.jar"));
    }
}

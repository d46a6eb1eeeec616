package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Voyage;
import fixture.load.Everything;
import fixture.startup.Hello;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other agents on the same JVM, and the JDK's own tools under the same options. */
class CompanyIT {

    @NewestJdk
    void sails_with_the_opentelemetry_agent_in_either_order(Jdk jdk) {
        String[] other = {
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.javaagent.logging=none",
            "-javaagent:" + Libraries.jar("opentelemetry-javaagent")
        };
        together(jdk, other);
    }

    @NewestJdk
    void sails_with_jacoco_in_either_order(Jdk jdk) {
        together(jdk, "-javaagent:" + Libraries.jar("org.jacoco.agent") + "=destfile=jacoco.exec");
    }

    @EveryJdk
    void is_dormant_in_the_tools_of_the_jdk(Jdk jdk) throws Exception {
        String option = "-javaagent:" + Libraries.agent();
        for (List<String> tool : List.of(
                List.of("keytool", "-help"),
                List.of("javac", "-version"),
                List.of("jps", "-h"),
                List.of("jar", "--version"),
                List.of("javap", "java.lang.Object"))) {
            String with = said(jdk, tool, option);
            String without = said(jdk, tool, "-Dnothing=here");

            assertThat(with.replace(option, "OPTION"))
                    .as(tool.toString())
                    .isEqualTo(without.replace("-Dnothing=here", "OPTION"));
        }
    }

    @EveryJdk
    void starts_from_an_environment_variable(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Hello.class)
                .withoutAgent()
                .environment("JDK_JAVA_OPTIONS", "-javaagent:" + Libraries.agent() + "=http.port=off")
                .run()
                .ended();

        assertThat(log.out()).isEqualTo("hello, sea\n");
        assertThat(log.agentLines()).isNotEmpty();
    }

    private static void together(Jdk jdk, String... other) {
        String out =
                Voyage.of(jdk, Everything.class).withoutAgent().run().ended().out();
        for (boolean first : new boolean[] {true, false}) {
            Voyage voyage =
                    Voyage.of(jdk, Everything.class).agent("http.port=0").limit(Duration.ofSeconds(120));
            Logbook log = (first ? voyage.jvm(other) : voyage.jvmAfterAgent(other))
                    .run()
                    .ended();

            assertThat(log.out()).isEqualTo(out);
            assertThat(log.warnings()).isEmpty();
            assertThat(log.confirmed("http/localhost-endpoint")).isNotEmpty();
            assertThat(log.findings())
                    .allSatisfy(seen -> assertThat(String.valueOf(seen.className()))
                            .doesNotStartWith("io.opentelemetry.")
                            .doesNotStartWith("org.jacoco."));
        }
    }

    private static String said(Jdk jdk, List<String> tool, String option) throws Exception {
        List<String> command = new ArrayList<>(tool);
        command.set(0, jdk.tool(tool.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", option);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return text + "exit " + process.exitValue();
    }
}

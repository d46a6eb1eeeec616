package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.config.Settings;
import dev.seaworthy.rule.Rules;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsTest {

    @Test
    void a_full_table_of_hooks_is_one_warning_and_coverage_and_metrics_say_so(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log.txt");
        Engine engine = engine("log=file:" + log + ",http.port=off");
        Outputs outputs = new Outputs(engine);
        Sight sight = new Sight(engine, outputs.ledger(), new OwnThreads());
        for (int i = engine.table.size(); i < HookTable.MOST; i++) {
            engine.table.add(hook("a/Early", "m" + i));
        }
        outputs.tick(1);
        assertThat(sight.dropped()).containsEntry("hooks", 0L);

        engine.table.add(hook("com/acme/Driver1", "connect"));
        engine.table.add(hook("com/acme/Driver2", "connect"));
        outputs.tick(2);
        outputs.tick(3);

        assertThat(sight.dropped()).containsEntry("hooks", 2L);
        assertThat(sight.hooks())
                .filteredOn(state -> state.hook().equals("test.late"))
                .singleElement()
                .satisfies(state -> assertThat(state.why())
                        .contains("the limit of " + HookTable.MOST + " hooks was reached: 2 hooks were dropped")
                        .contains("com.acme.Driver1"));
        List<String> warnings = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" WARN "))
                .toList();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("the limit of " + HookTable.MOST + " hooks was reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "suppress=no/such-rule",
                "baseline=/no/such/file",
                "severity.no/such-rule=low",
                "rules=-no/such-rule",
                "replicas=many",
                "replica=3"
            })
    void what_is_wrong_in_the_settings_is_said_where_the_program_ends_at_once(String wrong, @TempDir Path folder)
            throws Exception {
        Path log = folder.resolve("log.txt");
        engine("log=file:" + log + "," + wrong).finish(true);
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).filteredOn(line -> line.contains(" WARN ")).hasSize(1);
        assertThat(lines).last().asString().contains(" INFO [seaworthy] No findings in ");
    }

    @Test
    void a_program_that_ends_at_once_says_two_lines(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log.txt");
        engine("log=file:" + log).finish(true);
        assertThat(Files.readAllLines(log))
                .satisfiesExactly(
                        start -> assertThat(start)
                                .contains(" watches this JVM with " + Rules.COUNT + " rules. Settings: log=file:"),
                        stop -> assertThat(stop)
                                .containsPattern(" No findings in \\d+ m?s\\. Nothing to judge was seen$"));
    }

    private static Hook hook(String owner, String method) {
        return Hook.on("test.late", owner, method, "()V", new Receiver() {}, 0).atEntry();
    }

    private static Engine engine(String arguments) {
        Instrumentation none = (Instrumentation) Proxy.newProxyInstance(
                OutputsTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, given) -> method.getName().equals("getAllLoadedClasses") ? new Class<?>[0] : null);
        Settings settings = Settings.load(arguments, new Properties(), Map.of());
        return new Engine(settings, none, OutputsTest.class.getClassLoader(), 0, null);
    }
}

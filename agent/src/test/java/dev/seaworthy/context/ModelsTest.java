package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Unit;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What many threads use without a lock, under a model checker that tries the orders of its steps: each outcome must be
 * one that some order of whole operations has. In a JVM of its own, since the checker rewrites classes as they are loaded.
 */
class ModelsTest {

    /** A unit that two tenants keep something of while it ends. */
    public static final class Slots {
        private final Units units = new Units((where, more) -> {});
        private int told;
        private final UnitSlot<Integer> one = units.slot(kept -> told += kept);
        private final UnitSlot<Integer> other = units.slot(kept -> told += 100 * kept);
        private final OpenUnit open;

        public Slots() {
            units.begin(Unit.Kind.REQUEST, false, true);
            open = units.open();
            units.defer();
            units.end();
        }

        @Operation
        public @Nullable Integer keepOne(@Param(gen = IntGen.class, conf = "1:9") int what) {
            return one.keep(open, what);
        }

        @Operation
        public @Nullable Integer keepOther(@Param(gen = IntGen.class, conf = "1:9") int what) {
            return other.keep(open, what);
        }

        @Operation
        public @Nullable Integer one() {
            return one.get(open);
        }

        @Operation(runOnce = true)
        public int end() {
            units.complete(open);
            return told;
        }
    }

    /** Objects in one table. */
    public static final class States {
        private static final Object[] KEYS = {new Object(), new Object()};
        private final WeakStates<Integer> states = new WeakStates<>(KEYS.length, "here", (where, more) -> {});

        @Operation
        public boolean put(
                @Param(gen = IntGen.class, conf = "0:1") int key, @Param(gen = IntGen.class, conf = "1:9") int what) {
            return states.put(KEYS[key], what);
        }

        @Operation
        public @Nullable Integer putIfAbsent(
                @Param(gen = IntGen.class, conf = "0:1") int key, @Param(gen = IntGen.class, conf = "1:9") int what) {
            return states.putIfAbsent(KEYS[key], what);
        }

        @Operation
        public @Nullable Integer get(@Param(gen = IntGen.class, conf = "0:1") int key) {
            return states.get(KEYS[key]);
        }

        @Operation
        public @Nullable Integer remove(@Param(gen = IntGen.class, conf = "0:1") int key) {
            return states.remove(KEYS[key]);
        }
    }

    /** Checks them; a wrong outcome ends it with an exception that shows how it came about. */
    public static void main(String[] args) {
        for (Class<?> model : List.of(Slots.class, States.class)) {
            new ModelCheckingOptions()
                    .threads(2)
                    .actorsPerThread(2)
                    .actorsBefore(0)
                    .actorsAfter(0)
                    .iterations(8)
                    .invocationsPerIteration(100)
                    .minimizeFailedScenario(false)
                    .check(model);
        }
    }

    @Test
    void every_outcome_is_one_of_whole_operations_in_some_order() throws Exception {
        Process checker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + Path.of(ModelsTest.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI()),
                        ModelsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(checker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(checker.waitFor()).as(said).isZero();
    }
}

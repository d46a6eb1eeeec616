package dev.seaworthy.context;

import static dev.seaworthy.context.Getter.UNKNOWN;
import static dev.seaworthy.context.Getter.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.context.Getter.Edges;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetterTest {

    private static final Edges OWN = new Edges(7, 8, 9);

    /** As a client's builder has them. */
    public static final class Settings {
        public @Nullable Object said;
        public int port = 5432;
        private final String secret = "own";

        public @Nullable Object getSaid() {
            return said;
        }

        public int getSize() {
            return 3;
        }

        public String fails() {
            throw new IllegalStateException();
        }

        public void reset() {
            said = null;
        }

        public static String common() {
            return "static";
        }

        public String with(String prefix) {
            return prefix + secret;
        }

        String hidden() {
            return secret;
        }
    }

    /** As Apache's Timeout gives itself. */
    public record InMillis(long toMilliseconds) {}

    public record InDuration(Duration getDuration) {}

    public interface Sized {
        int size();
    }

    private static final class Closed implements Sized {
        public int most = 5;

        @Override
        public int size() {
            return 4;
        }

        public int most() {
            return most;
        }
    }

    private final Settings settings = new Settings();
    private final Getter said = new Getter("getSaid");

    private Settings saying(@Nullable Object what) {
        settings.said = what;
        return settings;
    }

    @Test
    void the_first_name_that_there_is_counts_a_method_before_a_field() {
        assertThat(new Getter("getMost", "getSize", "getSaid").read(settings)).isEqualTo(3);
        assertThat(new Getter("port").read(settings)).isEqualTo(5432);
        assertThat(new Getter("getMost").read(settings)).isNull();
        assertThat(new Getter("getMost").isIn(Settings.class)).isFalse();
        assertThat(new Getter("getMost", "port").isIn(Settings.class)).isTrue();
    }

    @Test
    void what_is_not_public_or_exported_or_an_objects_own_is_not_read() {
        assertThat(new Getter("hidden", "secret").read(settings)).isNull();
        assertThat(new Getter("common").read(settings)).isNull();
        assertThat(new Getter("reset").isIn(Settings.class)).isFalse();
        assertThat(new Getter("most").read(new Closed())).isNull();
        assertThat(new Getter("size").read(new Closed()))
                .as("by its public interface")
                .isEqualTo(4);
        assertThat(new Getter("size").read(List.of(1, 2)))
                .as("a class of a closed package")
                .isEqualTo(2);
    }

    @Test
    void never_throws() {
        assertThat(new Getter("fails").read(settings)).isNull();
        assertThat(new Getter("fails").number(settings, OWN)).isEqualTo(UNKNOWN);
        assertThat(said.read(null)).isNull();
        assertThat(said.millis(null, TimeUnit.SECONDS, OWN)).isEqualTo(UNKNOWN);
        assertThat(Getter.of(Settings.class.getName(), "with", String.class).read(settings, 5))
                .isNull();
        assertThat(said.number(saying("many"), OWN)).isEqualTo(UNKNOWN);
        assertThat(said.millis(saying("soon"), TimeUnit.SECONDS, OWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void only_the_named_types_are_believed() {
        String owners = "org.acme.Absent," + Sized.class.getName();

        assertThat(Getter.of(owners, "size").read(new Closed())).isEqualTo(4);
        assertThat(Getter.of(owners, "size").read(List.of())).isNull();
        assertThat(Getter.of(Settings.class.getName(), "with", String.class).text(settings, "its "))
                .isEqualTo("its own");
    }

    @ParameterizedTest
    @CsvSource({"5,5", "0,7", "-1,8", "-30,8"})
    void a_number_has_the_callers_edges(int number, long meant) {
        assertThat(said.number(saying(number), OWN)).isEqualTo(meant);
        assertThat(said.number(saying(new AtomicInteger(number)), OWN)).isEqualTo(meant);
        assertThat(said.number(saying(Optional.of(number)), OWN)).isEqualTo(meant);
        assertThat(said.millis(saying(number), TimeUnit.MILLISECONDS, OWN)).isEqualTo(meant);
        assertThat(said.millis(saying(Duration.ofMillis(number)), TimeUnit.SECONDS, OWN))
                .isEqualTo(meant);
        assertThat(said.millis(saying(new InMillis(number)), TimeUnit.SECONDS, OWN))
                .isEqualTo(meant);
        assertThat(said.millis(saying(new InDuration(Duration.ofMillis(number))), TimeUnit.SECONDS, OWN))
                .isEqualTo(meant);
    }

    @Test
    void null_has_the_callers_meaning_and_an_absent_property_none() {
        assertThat(said.number(saying(null), OWN)).isEqualTo(9);
        assertThat(said.millis(saying(null), TimeUnit.SECONDS, OWN)).isEqualTo(9);
        assertThat(said.millis(saying(Optional.empty()), TimeUnit.SECONDS, OWN)).isEqualTo(9);
        assertThat(new Getter("getMost").number(settings, OWN)).isEqualTo(UNKNOWN);
        assertThat(new Getter("getMost").millis(settings, TimeUnit.SECONDS, OWN))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void edges_that_are_met_often_have_names() {
        assertThat(said.number(saying(-1), Edges.SILENT)).isEqualTo(UNKNOWN);
        assertThat(said.number(saying(0), Edges.NEGATIVE_UNLIMITED)).isZero();
        assertThat(said.number(saying(-1), Edges.NEGATIVE_UNLIMITED)).isEqualTo(UNLIMITED);
        assertThat(said.number(saying(null), Edges.UNLIMITED_ALL)).isEqualTo(UNLIMITED);
    }

    @Test
    void times_are_milliseconds_rounded_up_and_never_overflow() {
        assertThat(said.millis(saying(3), TimeUnit.SECONDS, OWN)).isEqualTo(3_000);
        assertThat(said.millis(saying(2), TimeUnit.MINUTES, OWN)).isEqualTo(120_000);
        assertThat(said.millis(saying(1), TimeUnit.NANOSECONDS, OWN)).isEqualTo(1);
        assertThat(said.millis(saying(-1), TimeUnit.NANOSECONDS, OWN)).isEqualTo(8);
        assertThat(said.millis(saying(Duration.ofNanos(1)), TimeUnit.SECONDS, OWN))
                .isEqualTo(1);
        assertThat(said.millis(saying(Duration.ofNanos(-1)), TimeUnit.SECONDS, OWN))
                .isEqualTo(8);
        assertThat(said.millis(saying(Long.MAX_VALUE), TimeUnit.DAYS, OWN)).isEqualTo(UNLIMITED);
        assertThat(said.millis(saying(Duration.ofSeconds(Long.MAX_VALUE)), TimeUnit.SECONDS, OWN))
                .isEqualTo(UNLIMITED);
    }

    /** Sets a system property when it is initialized. */
    public static final class Loud {
        static {
            System.setProperty("seaworthy.test.loud", "yes");
        }

        public Loud getSelf() {
            return this;
        }
    }

    @Test
    void looking_for_a_property_initializes_no_class() {
        System.clearProperty("seaworthy.test.loud");

        assertThat(new Getter("getSelf").isIn(Loud.class)).isTrue();
        assertThat(System.getProperty("seaworthy.test.loud")).isNull();
    }

    @Test
    void keeps_no_class_and_no_loader() throws Exception {
        URL here = Settings.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader loader = new URLClassLoader(new URL[] {here}, null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                return name.startsWith("dev.seaworthy.context.GetterTest")
                        ? super.findClass(name)
                        : Class.forName(name, false, GetterTest.class.getClassLoader());
            }
        };
        Object foreign = loader.loadClass(Settings.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        Getter kept = new Getter("getSize");
        assertThat(kept.read(foreign)).isEqualTo(3);
        WeakReference<ClassLoader> gone = new WeakReference<>(loader);
        foreign = null;
        loader.close();
        loader = null;

        await().until(() -> {
            System.gc();
            return gone.refersTo(null);
        });
        assertThat(kept.read(settings)).isEqualTo(3);
    }

    @Test
    void what_is_read_often_is_read_the_same_and_without_boxes() {
        Getter port = new Getter("port");
        Getter size = new Getter("getSize");
        Getter with = Getter.of("", "with", String.class);
        Getter fails = new Getter("fails");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(port.integer(settings, 0)).isEqualTo(5432);
                assertThat(port.number(settings, OWN)).isEqualTo(5432);
                assertThat(port.read(settings)).isEqualTo(5432);
                assertThat(port.millis(settings, TimeUnit.SECONDS, OWN)).isEqualTo(5_432_000);
                assertThat(with.text(settings, "my ")).isEqualTo("my own");
                assertThat(with.text(settings, 7)).isNull();
                assertThat(size.read(settings)).isEqualTo(3);
                assertThat(said.read(saying("so"))).isEqualTo("so");
                assertThat(said.integer(saying(7), 0)).isEqualTo(7);
                assertThat(fails.read(settings)).isNull();
                assertThat(fails.integer(settings, 9)).isEqualTo(9);
            }
            Getter.quicken();
        }
        assertThat(port.integer("no settings", 6)).isEqualTo(6);
    }

    @Test
    void works_on_classes_of_the_jdk() {
        assertThat(new Getter("mappingCount").number(new ConcurrentHashMap<>(), Edges.NEGATIVE_UNLIMITED))
                .isZero();
    }

    /** A library's class that is not public. */
    private static final class Hidden {
        @SuppressWarnings("unused")
        public int getSize() {
            return 7;
        }
    }

    @Test
    void believes_a_public_method_of_a_class_that_is_not_where_it_is_told_to() {
        assertThat(new Getter("getSize").read(new Hidden())).isNull();
        assertThat(Getter.accessible("size", "getSize").read(new Hidden())).isEqualTo(7);
    }

    @Test
    void leaves_closed_what_the_jdk_keeps_to_itself() {
        assertThat(Getter.accessible("size").read(java.util.List.of(1, 2))).isNull();
    }
}

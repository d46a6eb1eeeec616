package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandedFilesTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final HandedFiles files = new HandedFiles(surroundings, new Looks(new Beat()));

    @ParameterizedTest
    @ValueSource(strings = {"/srv/reports/../reports/a.csv", "/srv/reports/./a.csv", "/srv/reports/a.csv"})
    void says_once_who_asked_for_a_file(String given) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "GET /export");
        files.add(given);
        surroundings.units().end();

        Origin asked = Objects.requireNonNull(files.take("/srv/reports/a.csv"));
        assertThat(asked.unit().route()).isEqualTo("GET /export");
        assertThat(Objects.requireNonNull(asked.site().place()).method()).isEqualTo("says_once_who_asked_for_a_file");
        assertThat(files.take("/srv/reports/a.csv")).isNull();
    }

    @Test
    void knows_relative_paths_and_those_of_the_jdk_s_own_classes() {
        files.add("a.csv");
        files.add(Path.of("b.csv"));
        files.add(new File("c.csv"));

        assertThat(files.take(new File("a.csv").getAbsolutePath())).isNotNull();
        assertThat(files.take(new File("b.csv").getAbsolutePath())).isNotNull();
        assertThat(files.take(new File("c.csv").getAbsolutePath())).isNotNull();
    }

    @Test
    void asks_no_object_of_the_application_and_takes_no_path_that_is_none() {
        files.add(null);
        files.add("");
        files.add("a\0b");
        files.add("x".repeat(5_000));
        files.add(new File("a") {
            @Override
            public String toString() {
                throw new AssertionError("asked");
            }
        });
        files.add(new Object() {
            @Override
            public String toString() {
                throw new AssertionError("asked");
            }
        });

        assertThat(files.take(new File("a").getAbsolutePath())).isNull();
    }

    @Test
    void forgets_the_oldest() {
        for (int i = 0; i <= 2 * HandedFiles.MOST; i++) {
            files.add("/srv/" + i);
        }

        assertThat(files.take("/srv/0")).isNull();
        assertThat(files.take("/srv/" + HandedFiles.MOST)).isNotNull();
        assertThat(files.take("/srv/" + 2 * HandedFiles.MOST)).isNotNull();
    }
}

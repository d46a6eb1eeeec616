package dev.seaworthy.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibrariesTest {

    @Test
    void brings_what_a_library_needs() {
        List<Path> jars = Libraries.jars("ch.qos.logback:logback-classic:1.2.3");
        assertThat(jars)
                .extracting(jar -> jar.getFileName().toString())
                .contains("logback-classic-1.2.3.jar", "logback-core-1.2.3.jar", "slf4j-api-1.7.25.jar")
                .allMatch(name -> name.endsWith(".jar"));
    }

    @Test
    void says_which_library_is_missing() {
        assertThatThrownBy(() -> Libraries.jars("dev.seaworthy:none:1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dev.seaworthy:none:jar:1");
    }
}

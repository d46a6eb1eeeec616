package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Compilers;
import dev.seaworthy.harness.Libraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ops gradle} prints compiles as Kotlin against Gradle's signatures; Gradle itself does not run here. */
class GradleIT {

    @TempDir
    Path folder;

    @Test
    void the_build_script_s_lines_compile() throws IOException {
        compile(Printed.text("gradle"));
        assertThat(folder.resolve("classes/gate/Build.class")).exists();
    }

    private void compile(String lines) throws IOException {
        Path stubs = folder.resolve("Gradle.kt");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/ops/gradle.kt"))) {
            Files.write(stubs, in.readAllBytes());
        }
        Path script = Files.writeString(
                folder.resolve("Build.kt"), "package gate\n\nclass Build : Project() {\ninit {\n" + lines + "}\n}\n");
        Compilers.kotlin(
                List.of(stubs.toString(), script.toString()),
                List.of(Libraries.jar("kotlin-stdlib")),
                folder.resolve("classes"));
    }
}

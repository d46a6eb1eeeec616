package dev.seaworthy.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The application of {@code boot-apps}, on one generation of Spring Boot. */
public final class BootApp {
    private BootApp() {}

    /**
     * Ready to start; finish it by closing its stdin.
     *
     * @param generation 2, 3 or 4
     */
    public static Voyage on(Jdk jdk, int generation) {
        Path target = Libraries.repository().resolve("boot-apps/boot-" + generation + "/target");
        Voyage voyage = Voyage.of(jdk, "com.example.harbour.Harbour")
                .withoutTestClasses()
                .classesIn(target.resolve("classes"))
                .arguments("--server.port=0", "--management.endpoints.web.exposure.include=*")
                .stdinOpen();
        libraries(target.resolve("libs")).forEach(voyage::jar);
        return voyage;
    }

    private static List<Path> libraries(Path folder) {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("No libraries in " + folder + ": run mvn process-classes at the root", e);
        }
    }
}

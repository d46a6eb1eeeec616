package dev.seaworthy.harness;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * One of the JDKs that every forked test runs on.
 *
 * <p>They are found by looking: {@code JAVA_HOME_17} and {@code JAVA_HOME_25}, the running JDK, and the folders that
 * hold it and {@code JAVA_HOME}. One that is missing fails the test where {@code CI} or {@code seaworthy.require.jdks}
 * is set, and skips it elsewhere, with a message.
 */
public record Jdk(int major, @Nullable Path home) {
    private static final List<Integer> MAJORS = List.of(17, 25);

    /** The JDKs to test on; use {@link EveryJdk} or {@code @MethodSource}. */
    public static Stream<Jdk> each() {
        return MAJORS.stream().map(Jdk::of);
    }

    /** The newest alone, unless all are asked for. */
    public static Stream<Jdk> newest() {
        return areAllAsked() ? each() : Stream.of(of(MAJORS.get(MAJORS.size() - 1)));
    }

    /** Whether everything is to run on each JDK, and in full size, however long that takes. */
    public static boolean areAllAsked() {
        return "all".equals(System.getProperty("seaworthy.jdks"));
    }

    /** The JDK of that major version. */
    public static Jdk of(int major) {
        for (Path home : candidates(major)) {
            if (Files.isExecutable(home.resolve("bin/java")) && majorOf(home) == major) {
                return new Jdk(major, home);
            }
        }
        return new Jdk(major, null);
    }

    /** The path of one of its tools. */
    public Path tool(String name) {
        return found().resolve("bin").resolve(name);
    }

    /** Its home; fails or skips the test when there is none. */
    public Path found() {
        if (home != null) {
            return home;
        }
        String missing = "No JDK " + major + " found beside " + System.getProperty("java.home")
                + "; install one or set JAVA_HOME_" + major;
        if (System.getenv("CI") != null || Boolean.getBoolean("seaworthy.require.jdks")) {
            throw new AssertionError(missing);
        }
        Assumptions.abort(missing);
        throw new IllegalStateException(missing);
    }

    @Override
    public String toString() {
        return "JDK " + major;
    }

    private static Set<Path> candidates(int major) {
        Set<Path> homes = new LinkedHashSet<>();
        List<Path> folders = new ArrayList<>();
        for (String variable : List.of("JAVA_HOME_" + major, "JAVA_HOME_" + major + "_X64", "JAVA_HOME")) {
            String named = System.getenv(variable);
            if (named != null && !named.isBlank()) {
                homes.add(Path.of(named));
                folders.add(Path.of(named).toAbsolutePath().getParent());
            }
        }
        Path running = Path.of(System.getProperty("java.home"));
        homes.add(running);
        folders.add(running.getParent());
        folders.add(real(running).getParent());
        Path user = Path.of(System.getProperty("user.home"));
        folders.add(user.resolve(".jdks"));
        folders.add(user.resolve(".sdkman/candidates/java"));
        for (Path folder : folders) {
            homes.addAll(inside(folder));
        }
        return homes;
    }

    private static List<Path> inside(@Nullable Path folder) {
        List<Path> homes = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return homes;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                homes.add(entry);
                homes.add(entry.resolve("Contents/Home"));
            }
        } catch (IOException e) {
            return homes;
        }
        homes.sort(null);
        return homes;
    }

    private static int majorOf(Path home) {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            return -1;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        String[] parts = version.split("[.+-]");
        return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}

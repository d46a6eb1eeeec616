package dev.seaworthy.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars that forked programs run with, as the build laid them out. */
public final class Libraries {
    private Libraries() {}

    /** The packed agent. */
    public static Path agent() {
        Path jar = property("seaworthy.agent.jar", "seaworthy-agent.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("The agent is not packed yet: run mvn -pl agent package -DskipTests");
        }
        return jar;
    }

    /**
     * The one jar of that name: {@code h2}, or with the beginning of its version, {@code tomcat-embed-core-9}. Where
     * several versions lie there and none is named, the highest is taken.
     */
    public static Path jar(String name) {
        Pattern exactly = Pattern.compile(Pattern.quote(name) + "-\\d[^/]*\\.jar");
        Pattern begun = Pattern.compile(Pattern.quote(name) + "(\\.[^/]*)?\\.jar");
        Path folder = property("seaworthy.it.libs", "it-libs");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> {
                        String file = jar.getFileName().toString();
                        return exactly.matcher(file).matches()
                                || begun.matcher(file).matches();
                    })
                    .max((a, b) -> version(a).compareTo(version(b)))
                    .orElseThrow(() -> new IllegalArgumentException("No jar named " + name + " in " + folder));
        } catch (IOException e) {
            throw new IllegalStateException("No libraries in " + folder + ": run mvn -pl agent package", e);
        }
    }

    /**
     * The jars of libraries, in that order: of {@code it-libs} by name as for {@link #jar}, or by Maven coordinates
     * ({@code com.squareup.okhttp3:okhttp:4.12.0}), which bring what they need.
     */
    public static List<Path> jars(String... names) {
        Set<String> coordinates = new LinkedHashSet<>();
        List<Path> all = new ArrayList<>();
        for (String name : names) {
            if (name.indexOf(':') < 0) {
                all.add(jar(name));
            } else {
                coordinates.add(name);
            }
        }
        if (!coordinates.isEmpty()) {
            all.addAll(Artifacts.resolve(coordinates));
        }
        return all;
    }

    /** One jar by its Maven coordinates, without what it needs. */
    public static Path jarAlone(String coordinates) {
        return Artifacts.alone(coordinates);
    }

    /** A server's distribution, unpacked; only the profile {@code servers} of the build fetches them. */
    static Path server(String name) {
        Path folder = target().resolve("servers");
        Path zip = folder.resolve(name + ".zip");
        Path home = folder.resolve(name);
        if (!Files.isDirectory(home)) {
            if (!Files.isRegularFile(zip)) {
                throw new IllegalStateException("No " + zip + ": run the build with -P servers");
            }
            Zip.unpack(zip, home);
        }
        return home;
    }

    /** The folder of compiled test classes, where the fixture programs are. */
    static Path testClasses() {
        return target().resolve("test-classes");
    }

    /** A folder below the build folder that is not a temporary one, because rules judge those differently. */
    static Path voyages() {
        return target().resolve("voyages");
    }

    /** The root of the checkout. */
    public static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("agent/src")) ? here : here.getParent();
    }

    private static Path target() {
        return repository().resolve("agent/target");
    }

    private static Path property(String key, String inTarget) {
        String named = System.getProperty(key);
        return named == null ? target().resolve(inTarget) : Path.of(named);
    }

    private static Version version(Path jar) {
        return new Version(jar.getFileName().toString());
    }

    /** Orders file names of one library by the numbers in them. */
    private record Version(String file) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            List<Integer> mine = numbers();
            List<Integer> theirs = other.numbers();
            for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
                int order = mine.get(i).compareTo(theirs.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(mine.size(), theirs.size());
        }

        private List<Integer> numbers() {
            return Pattern.compile("\\d{1,8}")
                    .matcher(file)
                    .results()
                    .map(found -> Integer.valueOf(found.group()))
                    .toList();
        }
    }
}

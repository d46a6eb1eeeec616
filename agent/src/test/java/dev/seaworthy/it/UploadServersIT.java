package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.upload.Deliveries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Uploads to real servers by every API that they have for them: what is kept is reported at the line that keeps it. Each
 * server is a program in {@code src/test/quays}, compiled against the version that it runs on.
 */
class UploadServersIT {

    private static final String RULE = "file/upload-to-local-disk";
    private static final String NAME = "file/client-filename-in-path";
    private static final Pattern JETTY_EDITION = Pattern.compile("jetty\\.ee[89]");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.seaworthy.it.Berth#all")
    void flags_what_is_kept_of_an_upload(Berth berth) throws IOException {
        String server = "fixture.upload." + berth.server();
        Voyage voyage = Voyage.of(Jdk.of(berth.jdk()), Deliveries.class)
                .with(berth.libraries())
                .arguments(server);
        Path root = root(berth);
        Path source = root.resolve("fixture/upload/" + berth.server() + ".java");
        if (berth.server().startsWith("Helidon")) { // needs Java 21
            voyage.classesIn(Sources.compile(
                    Jdk.of(berth.jdk()), folder, berth.server(), Files.readString(source), berth.libraries()));
        } else if (berth.server().startsWith("Micronaut")) {
            voyage.classesIn(Sources.process(folder, root, server, berth.libraries()));
        } else if (Files.exists(source)) {
            voyage.classesIn(Sources.compile(folder, root, server, berth.libraries()));
        }
        Path uploads = voyage.directory().toAbsolutePath().resolve("uploads");
        Logbook log = voyage.arguments(new TreeMap<>(berth.ways()).keySet().toArray(new String[0]))
                .run()
                .ended();

        assertThat(log.out()).as(log.toString()).contains("done").doesNotContain(" 50", " 40");
        Map<String, String> found = new TreeMap<>();
        for (Sighting seen : log.confirmed(RULE)) {
            for (JsonElement directory : seen.evidence().getAsJsonArray("directories")) {
                String way =
                        uploads.relativize(Path.of(directory.getAsString())).toString();
                found.merge(way, String.valueOf(seen.method()), (a, b) -> a + " " + b);
            }
        }
        Map<String, String> expected = new TreeMap<>(berth.ways());
        expected.values().removeIf(String::isEmpty);
        assertThat(found).as(log.toString()).isEqualTo(expected);
        assertThat(log.observations("file.write")).isPositive();
        assertThat(log.findings(NAME).stream()
                        .map(seen -> String.valueOf(seen.method()))
                        .collect(Collectors.toSet()))
                .as(log.toString())
                .isEqualTo(named(berth));
    }

    /** The methods that keep an upload where the client's name says. */
    private static Set<String> named(Berth berth) {
        Set<String> methods = new HashSet<>();
        berth.ways().forEach((way, method) -> {
            if (way.endsWith("name") || way.endsWith("climbs")) {
                methods.add(method);
            }
        });
        return methods;
    }

    /** Where the sources are; Jetty 12 has other names for older editions of the Servlet API. */
    private Path root(Berth berth) throws IOException {
        Path root = Libraries.repository().resolve("agent/src/test/quays");
        Matcher edition = JETTY_EDITION.matcher(berth.libraries()[0]);
        if (!edition.find()) {
            return root;
        }
        Path moved = Files.createDirectories(folder.resolve("moved/fixture/upload"));
        for (String name : List.of(berth.server(), "Events", "OldEvents")) {
            String file = name + ".java";
            String source = Files.readString(root.resolve("fixture/upload").resolve(file));
            Files.writeString(moved.resolve(file), source.replace("jetty.servlet.", edition.group() + ".servlet."));
        }
        return folder.resolve("moved");
    }
}

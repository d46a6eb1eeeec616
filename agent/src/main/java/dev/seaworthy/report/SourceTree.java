package dev.seaworthy.report;

import dev.seaworthy.observation.Place;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The application's sources, as far as the folder that the process runs in lies in a checkout: tells the path of a
 * class's source as its repository names it. Thread-safe.
 *
 * <p>It lists folders, so it is for the agent's own threads and the command line only. It never asks {@code java.nio.file},
 * whose provider may be the application's. Bounds: {@value #MOST_FOLDERS} folders, {@value #DEEPEST} deep, and only
 * where a repository or a build file says that this is a project; in a container's root folder nothing is listed.
 */
final class SourceTree {

    private static final int MOST_UP = 6;
    private static final int DEEPEST = 4;
    private static final int MOST_FOLDERS = 2_000;
    private static final int MOST_ROOTS = 100;
    private static final int LARGEST = 4 << 20;

    private static final List<String> BUILDS = List.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "build.sbt",
            "build.xml");
    private static final List<String> KINDS = List.of("main", "test");
    private static final List<String> LANGUAGES = List.of("java", "kotlin", "scala", "groovy");
    private static final Set<String> PASSED_OVER = Set.of("src", "target", "build", "out", "bin", "node_modules");

    private final List<Root> roots = new ArrayList<>();
    private final File working;
    private boolean walked;
    private int folders;

    /**
     * @param near whether it lies below the folder that the process runs in
     */
    private record Root(File folder, String prefix, boolean near) {}

    /**
     * @param uri relative, with percent signs where needed
     * @param path the same as people and tools other than SARIF's read it
     * @param file null if it is not at hand: {@code uri} is what the class's name says then
     */
    record Source(String uri, String path, @Nullable File file) {}

    /** @param working the folder that the process runs in; nothing is looked for before the first question */
    SourceTree(File working) {
        this.working = working.getAbsoluteFile();
    }

    /** The source that holds a line; one of two that could be it is a guess, so neither is. */
    Source of(Place place) {
        List<String> path = path(place);
        String plain = String.join("/", path);
        Root found = isPlain(path) ? find(plain) : null;
        if (found == null) {
            String uri = uri(path);
            return new Source(uri, isPlain(path) ? plain : uri, null);
        }
        String whole = found.prefix + plain;
        return new Source(uri(List.of(whole.split("/"))), whole, new File(found.folder, plain));
    }

    private static String uri(List<String> path) {
        return String.join("/", path.stream().map(UriText::segment).toList());
    }

    /** One line of a source without its end; null if it has none of that number. */
    static @Nullable String line(File file, int number) {
        if (number < 1 || file.length() > LARGEST) {
            return null;
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            for (int i = 1; i < number && line != null; i++) {
                line = reader.readLine();
            }
            return line;
        } catch (IOException unreadable) {
            return null;
        }
    }

    private @Nullable Root find(String path) {
        List<Root> near = new ArrayList<>();
        List<Root> all = new ArrayList<>();
        for (Root root : roots()) {
            if (new File(root.folder, path).isFile()) {
                all.add(root);
                if (root.near) {
                    near.add(root);
                }
            }
        }
        if (near.size() == 1) {
            return near.get(0);
        }
        return all.size() == 1 ? all.get(0) : null;
    }

    /** Package folders and file name; a class that was compiled without says its own name. */
    private static List<String> path(Place place) {
        String name = place.className();
        int nested = name.indexOf('$', 1);
        List<String> parts =
                new ArrayList<>(Arrays.stream((nested > 0 ? name.substring(0, nested) : name).split("[./]"))
                        .filter(part -> !part.isEmpty())
                        .limit(UriText.MOST_SEGMENTS)
                        .toList());
        String type = parts.isEmpty() ? "Unknown" : parts.remove(parts.size() - 1);
        String file = place.file();
        parts.add(file == null || file.isEmpty() || file.equals(".") || file.equals("..") ? type + ".java" : file);
        return parts;
    }

    private static boolean isPlain(List<String> path) {
        for (String part : path) {
            if (part.length() > 200
                    || part.equals("..")
                    || part.chars().anyMatch(c -> c < ' ' || "/\\:".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** The repository's top folder, else the working folder where it holds a project, else null. */
    private static @Nullable File base(File here) {
        File folder = here;
        for (int i = 0; i < MOST_UP && folder != null; i++) {
            if (new File(folder, ".git").exists()) {
                return folder;
            }
            folder = folder.getParentFile();
        }
        for (String build : BUILDS) {
            if (new File(here, build).isFile()) {
                return here;
            }
        }
        return new File(here, "src/main").isDirectory() ? here : null;
    }

    /** Sources do not move while a process runs, so that they are looked for once. */
    private synchronized List<Root> roots() {
        File base = walked ? null : base(working);
        walked = true;
        if (base != null) {
            walk(base, "", 0, working);
        }
        return roots;
    }

    private void walk(File folder, String prefix, int depth, File working) {
        if (folders++ >= MOST_FOLDERS) {
            return;
        }
        String here = folder.getPath() + File.separator;
        boolean near = here.startsWith(working.getPath() + File.separator);
        for (String kind : KINDS) {
            for (String language : LANGUAGES) {
                String root = "src/" + kind + "/" + language;
                if (roots.size() < MOST_ROOTS && new File(folder, root).isDirectory()) {
                    roots.add(new Root(new File(folder, root), prefix + root + "/", near));
                }
            }
        }
        String[] names = depth < DEEPEST ? folder.list() : null;
        if (names == null) {
            return;
        }
        Arrays.sort(names);
        for (String name : names) {
            File child = new File(folder, name);
            if (!name.startsWith(".") && !PASSED_OVER.contains(name) && child.isDirectory()) {
                walk(child, prefix + name + "/", depth + 1, working);
            }
        }
    }
}

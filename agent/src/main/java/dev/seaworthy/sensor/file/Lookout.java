package dev.seaworthy.sensor.file;

import dev.seaworthy.context.ForeignProperties;
import dev.seaworthy.observation.FileOpened.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a path tells about the machine that it was written for. What only compares text is for any thread, the rest for
 * the agent's.
 */
final class Lookout {

    private static final int MOST_ENTRIES = 10_000;
    private static final int SHORTEST_VALUE = 4;

    /** Variables that say where the shell stands, which is no configuration. */
    private static final Set<String> SHELL = Set.of("PWD", "OLDPWD", "HOME", "INIT_CWD");

    private final String home = property("user.home");
    private final boolean unix = File.separatorChar == '/';
    /** Directories on the class path, each with a separator behind it; those of tests are left out. */
    private final String[] resources;
    /** Where the program itself and its JVM lie. */
    private final List<String> own = new ArrayList<>();

    Lookout() {
        own.add(property("user.dir"));
        own.add(property("java.home"));
        List<String> directories = new ArrayList<>();
        for (String entry : property("java.class.path").split(File.pathSeparator, -1)) {
            File file = entry.isEmpty() ? null : new File(entry).getAbsoluteFile();
            if (file != null) {
                own.add(file.getPath());
                boolean tests = entry.contains("test-classes") || entry.contains("/test/");
                String directory = file.toPath().normalize().toString();
                // Where the program runs, it may keep any files of its own.
                boolean works = isBelow(property("user.dir"), directory);
                if (!tests && !works && !entry.endsWith(".jar") && !entry.endsWith("*")) {
                    directories.add(directory + File.separator);
                }
            }
        }
        resources = directories.toArray(new String[0]);
    }

    private static String property(String name) {
        return String.valueOf(System.getProperty(name, ""));
    }

    /** Whether the path looks like one of a developer's machine; any thread, a few nanoseconds. */
    boolean isForeign(String path) {
        if (path.length() < 3) {
            return path.equals("~");
        }
        char first = path.charAt(0);
        if (first == '/') {
            char second = path.charAt(1);
            if ((second == 'U' || second == 'h') && (path.startsWith("/Users/") || path.startsWith("/home/"))) {
                return !isBelow(path, home);
            }
        } else if (first == '~') {
            return path.charAt(1) == '/' || path.charAt(1) == '\\';
        } else if (path.charAt(1) == ':' && Character.isLetter(first)) {
            char third = path.charAt(2);
            return (third == '\\' || third == '/')
                    && (unix || path.regionMatches(true, 2, "\\Users\\", 0, 7))
                    && !isBelow(path, home);
        }
        int source = path.indexOf("src");
        return source >= 0 && isSource(path, source);
    }

    private static boolean isSource(String path, int from) {
        boolean begins = from == 0 || path.charAt(from - 1) == '/' || path.charAt(from - 1) == '\\';
        return begins && (path.startsWith("src/main/", from) || path.startsWith("src\\main\\", from));
    }

    /** Whether the file lies in a directory of the class path and is no class; any thread. */
    boolean isResource(@Nullable Object file) {
        String path = resources.length == 0 ? null : FilePaths.absolute(file);
        if (path == null) {
            return false;
        }
        for (String directory : resources) {
            if (path.startsWith(directory) && !path.endsWith(".class")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the path leads into an archive; any thread. */
    boolean isPacked(String path) {
        return path.contains(".jar!")
                || path.contains(".war!")
                || path.startsWith("nested:")
                || path.contains(".jar/!")
                || path.contains("BOOT-INF/");
    }

    /** The part of the path that only a developer's machine has; null if there is none, or if it is this machine's. */
    @Nullable
    String machine(String given, String path, boolean missing) {
        if (!isForeign(given)) {
            return null;
        }
        if (given.charAt(0) == '~') {
            return "~";
        }
        int source = given.indexOf("src");
        String plain = given.replace('\\', '/');
        boolean drive = plain.length() > 1 && plain.charAt(1) == ':';
        int users = drive ? plain.toLowerCase(java.util.Locale.ROOT).indexOf("/users/") : 0;
        if (plain.startsWith("/Users/") || plain.startsWith("/home/") || drive && users == 2) {
            int name = plain.indexOf('/', users + 1) + 1;
            int end = plain.indexOf('/', name);
            String part = end < 0 ? given : given.substring(0, end);
            return isOwn(part) || end < 0 && !missing ? null : part;
        }
        return drive ? given.substring(0, 3) : source >= 0 ? "src/main" : null;
    }

    /** Whether the program or its JVM lies below. */
    private boolean isOwn(String directory) {
        for (String one : own) {
            if (isBelow(one, directory)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String path, String directory) {
        return directory.length() > 1
                && path.startsWith(directory)
                && (path.length() == directory.length() || isSeparator(path.charAt(directory.length())));
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    /** The variable or system property whose value the path is, or lies below; null if there is none. */
    @Nullable
    String source(String path) {
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (!SHELL.contains(variable.getKey()) && isNamed(path, variable.getValue())) {
                return variable.getKey();
            }
        }
        Properties properties = System.getProperties();
        for (String name : ForeignProperties.names(properties)) {
            boolean jvms = name.startsWith("java.") || name.startsWith("user.") || name.startsWith("sun.");
            String value = jvms ? null : ForeignProperties.property(properties, name);
            if (value != null && isNamed(path, value)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isNamed(String path, String value) {
        String directory = value.startsWith("file:") ? value.substring(5) : value;
        while (directory.length() > 1 && isSeparator(directory.charAt(directory.length() - 1))) {
            directory = directory.substring(0, directory.length() - 1);
        }
        return directory.length() >= SHORTEST_VALUE && isBelow(path, directory);
    }

    /** The class-path resource that is meant; null if the path is an ordinary one. */
    @Nullable
    String resource(String given, String path, boolean opened) {
        if (isPacked(given) && !new File(path).exists()) {
            int inside = given.lastIndexOf("!/");
            return inside < 0 ? given : given.substring(inside + 2);
        }
        if (opened) {
            for (String directory : resources) {
                if (path.startsWith(directory)) {
                    return path.substring(directory.length());
                }
            }
        }
        return null;
    }

    /** Why a file could not be opened, by what is there. */
    Outcome outcome(Outcome seen, String path, boolean writing) {
        File file = new File(path);
        if (seen == Outcome.FAILED && !file.exists() && !writing) {
            return Outcome.MISSING;
        }
        File above = file.getParentFile();
        if (!writing || above == null || above.exists() || seen != Outcome.MISSING && seen != Outcome.FAILED) {
            return seen;
        }
        while (above != null && !above.exists()) {
            above = above.getParentFile();
        }
        // Nobody could make the directory, which java.io.File does not say.
        return above == null || above.canWrite() ? Outcome.MISSING : Outcome.FORBIDDEN;
    }

    /** The name in the same directory that differs from the path's only in case; null if there is none. */
    @Nullable
    String sibling(String path) {
        File file = new File(path);
        File parent = file.getParentFile();
        if (parent == null || file.exists()) {
            return null;
        }
        if (!parent.exists()) {
            // The directory's own name may be it.
            String other = parent.getParentFile() == null ? null : sibling(parent.getPath());
            return other == null ? null : other + File.separator + file.getName();
        }
        int left = MOST_ENTRIES;
        String found = null;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent.toPath())) {
            for (Path entry : entries) {
                if (left-- == 0) {
                    return null;
                }
                String name = FilePaths.name(entry.toString());
                if (name.equalsIgnoreCase(file.getName()) && !name.equals(file.getName())) {
                    found = name;
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException unreadable) {
            return null;
        }
        return found;
    }
}

package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Disk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the application uses directories for: which ones it serves, and where its own code lies. Agent's thread. */
final class Grounds {

    /** Where the class path says that code lies, each with a separator behind it. */
    private final Set<String> code = new LinkedHashSet<>();

    Grounds() {
        this(String.valueOf(System.getProperty("java.class.path", "")));
    }

    Grounds(String classPath) {
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue;
            }
            File file = new File(entry).getAbsoluteFile();
            boolean archive = entry.endsWith(".jar") || entry.endsWith(".war") || entry.endsWith("*");
            File directory = archive ? file.getParentFile() : file;
            if (directory != null && directory.getParentFile() != null) {
                code.add(directory.toPath().normalize() + File.separator);
            }
        }
    }

    Disk.Ground of(Path real) {
        if (isServed(real)) {
            return Disk.Ground.SERVED;
        }
        String path = real.toString();
        String plain = path.replace('\\', '/');
        if (plain.contains("/src/main/resources/")
                || plain.contains("/WEB-INF/")
                || plain.contains("/target/classes/")
                || plain.contains("/build/classes/")) {
            return Disk.Ground.APPLICATION;
        }
        for (String directory : code) {
            if (path.startsWith(directory)) {
                return Disk.Ground.APPLICATION;
            }
        }
        return Disk.Ground.ELSEWHERE;
    }

    /** Whether a web container, or Spring Boot from a class path directory, serves what lies there. */
    static boolean isServed(Path file) {
        String path = file.toString().replace('\\', '/');
        if (path.contains("/src/main/webapp/")
                || path.contains("/resources/static/")
                || path.contains("/resources/public/")
                || path.contains("/classes/static/")
                || path.contains("/classes/public/")
                || path.contains("/META-INF/resources/")) {
            return true;
        }
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (above.endsWith("WEB-INF")) {
                return false;
            }
            if (Files.isDirectory(above.resolve("WEB-INF"))) {
                return true;
            }
        }
        return false;
    }
}

package dev.seaworthy.context;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What the JVM was told to launch: the main class, and the jar that holds it. */
public final class Launched {

    private Launched() {}

    /** The main class's binary name, empty where it cannot be told. */
    public static String mainClass() {
        String command = command();
        if (command.endsWith(".jar") || command.endsWith(".war")) {
            return manifestMain(command);
        }
        int module = command.indexOf('/');
        return module > 0 ? command.substring(module + 1) : command;
    }

    /** URL of the launched jar, null where a class was launched. */
    static @Nullable String jar() {
        String command = command();
        return command.endsWith(".jar") ? new File(command).toURI().toString() : null;
    }

    /** The package root of a class: its first three segments, fewer if its package is shorter; empty for the unnamed package. */
    static String root(String className) {
        int end = className.lastIndexOf('.');
        if (end < 0) {
            return "";
        }
        int dot = -1;
        for (int segment = 0; segment < 3; segment++) {
            dot = className.indexOf('.', dot + 1);
            if (dot < 0 || dot >= end) {
                return className.substring(0, end);
            }
        }
        return className.substring(0, dot);
    }

    private static String command() {
        String line = System.getProperty("sun.java.command", "");
        if (line.isEmpty()) {
            return "";
        }
        // A path with spaces: take the longest beginning that is a file.
        for (int space = line.indexOf(".jar"); space >= 0; space = line.indexOf(".jar", space + 4)) {
            String path = line.substring(0, space + 4);
            if (new File(path).isFile()) {
                return path;
            }
        }
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    private static String manifestMain(String path) {
        try (JarFile jar = new JarFile(path)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return "";
            }
            Attributes main = manifest.getMainAttributes();
            String start = main.getValue("Start-Class");
            String found = start != null ? start : main.getValue(Attributes.Name.MAIN_CLASS);
            return found == null ? "" : found;
        } catch (IOException unreadable) {
            return "";
        }
    }
}

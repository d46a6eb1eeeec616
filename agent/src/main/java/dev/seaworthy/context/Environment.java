package dev.seaworthy.context;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of machine the process runs on. */
public enum Environment {
    CONTAINER,
    VM,
    DEVELOPER;

    /** Variables that only a container platform sets. */
    private static final String[] PLATFORM_VARIABLES = {
        "KUBERNETES_SERVICE_HOST",
        "ECS_CONTAINER_METADATA_URI",
        "ECS_CONTAINER_METADATA_URI_V4",
        "K_SERVICE",
        "CLOUD_RUN_JOB",
        "AWS_LAMBDA_FUNCTION_NAME",
        "CF_INSTANCE_GUID",
        "DYNO",
        "FLY_MACHINE_ID"
    };

    private static final String[] IDE_MARKS = {"idea_rt.jar", "intellij-coverage-agent", "/.vscode/", "/.eclipse/"};
    private static final String[] BUILD_DIRECTORIES = {"target/classes", "build/classes"};
    private static final int LONGEST_READ = 65_536;

    /** Detects it; {@code forced} is the setting {@code environment}: {@code auto} or null = look. */
    public static Environment detect(@Nullable String forced) {
        return detect(
                forced,
                System.getenv(),
                System.getProperty("os.name", ""),
                System.getProperty("java.class.path", ""),
                "/");
    }

    /** {@code root} stands for the machine's root directory, with a slash at its end. */
    static Environment detect(
            @Nullable String forced, Map<String, String> variables, String system, String classPath, String root) {
        if (forced != null) {
            switch (forced.toLowerCase(Locale.ROOT)) {
                case "container":
                    return CONTAINER;
                case "vm":
                    return VM;
                case "developer":
                    return DEVELOPER;
                default: // look
            }
        }
        if (isContainer(variables, root)) {
            return CONTAINER;
        }
        return isDeveloper(system, classPath, root) ? DEVELOPER : VM;
    }

    private static boolean isContainer(Map<String, String> variables, String root) {
        for (String name : PLATFORM_VARIABLES) {
            String value = variables.get(name);
            if (value != null && !value.isEmpty()) {
                return true;
            }
        }
        return new File(root + ".dockerenv").exists()
                || new File(root + "run/.containerenv").exists()
                || isContainerGroup(read(root + "proc/self/cgroup"));
    }

    /** Whether a control group path is one that container engines make; the engine's own service is not. */
    private static boolean isContainerGroup(String groups) {
        if (groups.contains("kubepods") || groups.contains("/libpod")) {
            return true;
        }
        for (int at = groups.indexOf("/docker"); at >= 0; at = groups.indexOf("/docker", at + 1)) {
            int next = at + "/docker".length();
            if (next < groups.length()
                    && (groups.charAt(next) == '/' || groups.charAt(next) == '-')
                    && isHex(groups, next + 1, 12)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String text, int from, int length) {
        if (from + length > text.length()) {
            return false;
        }
        for (int i = from; i < from + length; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDeveloper(String system, String classPath, String root) {
        if (system.startsWith("Mac") || system.startsWith("Windows")) {
            return true;
        }
        String commandLine = read(root + "proc/self/cmdline");
        for (String mark : IDE_MARKS) {
            if (commandLine.contains(mark) || classPath.contains(mark)) {
                return true;
            }
        }
        for (String directory : BUILD_DIRECTORIES) {
            if (passesThrough(classPath, directory)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one entry of a class path is, or lies in, a directory of that name; a longer name does not count. */
    private static boolean passesThrough(String classPath, String directory) {
        for (int at = classPath.indexOf(directory); at >= 0; at = classPath.indexOf(directory, at + 1)) {
            int end = at + directory.length();
            boolean begins = at == 0 || classPath.charAt(at - 1) == '/' || classPath.charAt(at - 1) == ':';
            boolean ends = end == classPath.length() || classPath.charAt(end) == '/' || classPath.charAt(end) == ':';
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static String read(String path) {
        try (FileInputStream in = new FileInputStream(path)) {
            return new String(in.readNBytes(LONGEST_READ), StandardCharsets.UTF_8);
        } catch (IOException | SecurityException unreadable) {
            return "";
        }
    }
}

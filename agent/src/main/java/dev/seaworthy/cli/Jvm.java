package dev.seaworthy.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running JVM, as far as it can be known without touching it.
 *
 * @param main its main class or jar, without arguments, which may be secrets; empty if unknown
 * @param java its version, empty if unknown
 * @param options the JVM's own options
 */
record Jvm(long pid, String main, String java, List<String> options, boolean attachable) {

    private static final int OLDEST = 17;
    private static final int LOADING_WARNS = 21;

    /** The JVM of a process; one that tells nothing of itself where its options forbid that. */
    static Jvm of(long pid) {
        Map<String, String> told = PerfData.of(pid);
        if (told == null) {
            return new Jvm(pid, "", "", List.of(), true);
        }
        String command = told.getOrDefault("sun.rt.javaCommand", "");
        int end = command.indexOf(".jar ");
        int space = command.indexOf(' ');
        List<String> options = new ArrayList<>();
        options.addAll(List.of(told.getOrDefault("java.rt.vmFlags", "").split("\\s+")));
        options.addAll(List.of(told.getOrDefault("java.rt.vmArgs", "").split("\\s+")));
        return new Jvm(
                pid,
                end >= 0 ? command.substring(0, end + 4) : space < 0 ? command : command.substring(0, space),
                told.getOrDefault("java.property.java.version", ""),
                options,
                !told.getOrDefault("sun.rt.jvmCapabilities", "1").startsWith("0"));
    }

    /** All that tell of themselves and live, by pid. */
    static List<Jvm> all() {
        List<Jvm> found = new ArrayList<>();
        for (File directory : PerfData.directories()) {
            File[] files = directory.listFiles((in, name) -> name.matches("[0-9]{1,10}"));
            for (File file : files == null ? new File[0] : files) {
                long pid = Long.parseLong(file.getName());
                if (ProcessHandle.of(pid).isPresent()
                        && PerfData.of(pid) != null
                        && found.stream().noneMatch(jvm -> jvm.pid == pid)) {
                    found.add(of(pid));
                }
            }
        }
        found.sort((a, b) -> Long.compare(a.pid, b.pid));
        return found;
    }

    /** Feature version, 0 where unknown. */
    int feature() {
        try {
            return java.isEmpty() ? 0 : java.startsWith("1.") ? 8 : Integer.parseInt(java.split("[.+-]")[0]);
        } catch (NumberFormatException odd) {
            return 0;
        }
    }

    /** Why nothing can be attached to it, null if it can. */
    @Nullable
    String refusal() {
        if (!attachable || options.contains("-XX:+DisableAttachMechanism")) {
            return "it was started with -XX:+DisableAttachMechanism";
        }
        if (feature() > 0 && feature() < OLDEST) {
            return "it runs Java " + java + ", and Seaworthy needs 17 or newer";
        }
        if (options.contains("-XX:-EnableDynamicAgentLoading")) {
            return "it was started with -XX:-EnableDynamicAgentLoading";
        }
        return null;
    }

    /** Whether it prints a warning of its own when an agent is loaded into it; null if its version is unknown. */
    @Nullable
    Boolean warns() {
        return feature() == 0
                ? null
                : Boolean.valueOf(feature() >= LOADING_WARNS && !options.contains("-XX:+EnableDynamicAgentLoading"));
    }

    /** Whether the system tells the names of its threads. */
    boolean canTell() {
        return new File("/proc/" + pid + "/task").isDirectory();
    }

    /** Whether Seaworthy works in it: its thread says so, where the system tells thread names. */
    boolean hasSeaworthy() {
        File[] threads = new File("/proc/" + pid + "/task").listFiles();
        for (File thread : threads == null ? new File[0] : threads) {
            try {
                if (Files.readString(new File(thread, "comm").toPath(), StandardCharsets.ISO_8859_1)
                        .strip()
                        .equals("seaworthy")) {
                    return true;
                }
            } catch (IOException ended) {
                continue;
            }
        }
        return false;
    }

    /** Whether a process is a JVM, as far as Linux tells; a signal would end what is none. */
    static boolean isJvm(long pid) {
        Path maps = Path.of("/proc/" + pid + "/maps");
        if (!Files.isReadable(maps)) {
            return true;
        }
        try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
            return lines.lines().anyMatch(line -> line.contains("libjvm.") || line.contains("libj9vm"));
        } catch (IOException | java.io.UncheckedIOException denied) {
            return true;
        }
    }
}

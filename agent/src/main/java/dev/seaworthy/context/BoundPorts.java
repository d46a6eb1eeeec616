package dev.seaworthy.context;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The TCP ports that this process listened on before anybody watched it, as Linux tells them. */
final class BoundPorts {

    private static final String LISTENING = "0A";

    private BoundPorts() {}

    /** Empty where the system does not tell. */
    static List<Integer> find() {
        List<Integer> ports = new ArrayList<>();
        Set<String> sockets = sockets(new File("/proc/self/fd"));
        if (!sockets.isEmpty()) {
            read(new File("/proc/self/net/tcp"), sockets, ports);
            read(new File("/proc/self/net/tcp6"), sockets, ports);
        }
        return ports;
    }

    /** Inode numbers of the sockets that are open. */
    private static Set<String> sockets(File directory) {
        Set<String> inodes = new HashSet<>();
        String[] names = directory.list();
        if (names == null) {
            return inodes;
        }
        for (String name : names) {
            try {
                String target = Files.readSymbolicLink(new File(directory, name).toPath())
                        .toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            } catch (IOException | RuntimeException closed) {
                // it is gone
            }
        }
        return inodes;
    }

    /** Lines such as {@code 0: 0100007F:1F90 00000000:0000 0A … uid timeout inode …}. */
    static void read(File table, Set<String> sockets, List<Integer> ports) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new FileInputStream(table), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.trim().split("\\s+");
                if (words.length > 9 && words[3].equals(LISTENING) && sockets.contains(words[9])) {
                    ports.add(Integer.parseInt(words[1].substring(words[1].lastIndexOf(':') + 1), 16));
                }
            }
        } catch (IOException | RuntimeException untold) {
            // nothing is known then
        }
    }
}

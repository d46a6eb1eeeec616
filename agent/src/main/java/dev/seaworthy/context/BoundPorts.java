package dev.seaworthy.context;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/** The TCP ports that this process listens on, as Linux tells them, whoever opened them; nothing on other systems. */
final class BoundPorts {

    private static final String LISTENING = "0A";
    private static final String[] TABLES = {"/proc/self/net/tcp", "/proc/self/net/tcp6"};

    private BoundPorts() {}

    /** Takes what a line of the table says. */
    private interface Line {
        void read(int port, boolean listening, String inode);
    }

    /** Ports by the inode number of their socket. */
    static Map<String, Integer> find() {
        Map<String, Integer> ports = new HashMap<>();
        Set<String> sockets = sockets();
        if (!sockets.isEmpty()) {
            read((port, listening, inode) -> {
                if (listening && sockets.contains(inode)) {
                    ports.put(inode, port);
                }
            });
        }
        return ports;
    }

    /** Inode numbers of all sockets that listen, whoever's they are. */
    static Set<String> listening() {
        Set<String> inodes = new HashSet<>();
        // No lambda: this runs while main begins, and the first one costs a program more than all the reading.
        read(new Line() {
            @Override
            public void read(int port, boolean listening, String inode) {
                if (listening) {
                    inodes.add(inode);
                }
            }
        });
        return inodes;
    }

    /** Whether a connection to one of these ports is there, or was a moment ago. */
    static boolean areConnected(Set<Integer> ports) {
        boolean[] any = {false};
        read((port, listening, inode) -> any[0] |= !listening && ports.contains(port));
        return any[0];
    }

    /** Inode numbers of this process's sockets. */
    private static Set<String> sockets() {
        Set<String> inodes = new HashSet<>();
        File directory = new File("/proc/self/fd");
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

    private static void read(Line to) {
        for (String table : TABLES) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new FileInputStream(table), StandardCharsets.ISO_8859_1))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read(line, to);
                }
            } catch (IOException | RuntimeException untold) {
                // nothing is known then
            }
        }
    }

    /** A line such as {@code 0: 0100007F:1F90 00000000:0000 0A … … … uid timeout inode …}. */
    private static void read(String line, Line to) {
        StringTokenizer words = new StringTokenizer(line);
        if (words.countTokens() < 10 || !words.nextToken().endsWith(":")) {
            return;
        }
        String address = words.nextToken();
        words.nextToken();
        boolean listening = words.nextToken().equals(LISTENING);
        for (int skipped = 0; skipped < 5; skipped++) {
            words.nextToken();
        }
        to.read(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16), listening, words.nextToken());
    }
}

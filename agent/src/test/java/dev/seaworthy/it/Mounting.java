package dev.seaworthy.it;

import java.io.IOException;
import java.nio.file.Path;

/** Small file systems in memory, for tests that only a real one can show. */
final class Mounting {

    private Mounting() {}

    /** Whether this could be done; only root may. */
    static boolean mount(Path on, String options) throws InterruptedException {
        return call("mount", "-t", "tmpfs", "-o", options, "tmpfs", on.toString()) == 0;
    }

    /** Nothing if it is not mounted. */
    static void unmount(Path from) throws InterruptedException {
        call("umount", from.toString());
    }

    /** What the command exits with; 1 if there is no such command. */
    private static int call(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException missing) {
            return 1;
        }
    }
}

package com.example.nextdoor;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.SystemUtils;

/**
 * Lets PostgreSQL run as the user nobody. It refuses to run as root, so the library starts it by {@code unshare -U};
 * most containers forbid that even to root. Here this program starts itself again with an {@code unshare} of its own.
 */
final class AsNobody {

    private static final String MARK = "SHOP_POSTGRES_AS_NOBODY";

    private static final String UNSHARE = """
            #!/bin/sh
            # Called as: unshare -U COMMAND ARGUMENT...
            shift
            exec su -s /bin/sh -c 'exec "$0" "$@"' -- nobody "$@"
            """;

    private AsNobody() {}

    /** Whether this is root, on a Linux that does not let it make a user namespace. */
    static boolean isNeeded() {
        return SystemUtils.IS_OS_LINUX
                && "root".equals(System.getProperty("user.name"))
                && !LinuxUtils.isUnshareAvailable();
    }

    /** Runs this program again, and returns its exit status. */
    static int runAgain(Path directory) throws IOException, InterruptedException {
        Path unshare = Files.writeString(directory.resolve("unshare"), UNSHARE);
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> command = new ArrayList<>();
        command.add(self.command().orElseThrow());
        command.addAll(List.of(self.arguments().orElseThrow()));
        ProcessBuilder again = new ProcessBuilder(command).inheritIO();
        again.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        again.environment().put(MARK, "true");
        return again.start().waitFor();
    }

    /** Gives nobody the directory for the database's files, and the way to it. */
    static void handOver(Path data) throws IOException {
        if (System.getenv(MARK) != null) {
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data.getParent().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
    }
}

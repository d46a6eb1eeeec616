package dev.seaworthy.context;

import dev.seaworthy.observation.PathClass;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's mounts, and what a path lies on. Immutable, thread-safe. */
public final class Mounts {

    private static final String KERNEL = "/proc/self/mountinfo";

    /** A machine with more is served by the first ones. */
    private static final int MOST = 20_000;

    private final List<Mount> mounts;
    private final boolean container;

    private Mounts(List<Mount> mounts, boolean container) {
        this.mounts = List.copyOf(mounts);
        this.container = container;
    }

    /** Reads {@code file}, null = {@code /proc/self/mountinfo}. Unreadable = every path is on a plain local disk, unproven. */
    public static Mounts read(@Nullable String file, boolean container) {
        List<Mount> mounts = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new FileInputStream(file == null ? KERNEL : file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && mounts.size() < MOST; line = lines.readLine()) {
                Mount mount = Mount.parse(line);
                if (mount != null) {
                    mounts.add(mount);
                }
            }
        } catch (IOException | SecurityException unreadable) {
            mounts.clear();
        }
        return new Mounts(mounts, container);
    }

    /** Class of an absolute, normalised path; never {@link PathClass#TEMP}, which no place can tell. */
    public PathClass classify(String path) {
        Mount mount = mount(path);
        if (path.startsWith("/proc/") || path.startsWith("/sys/")) {
            return PathClass.PSEUDO;
        }
        if (path.startsWith("/dev/")
                && (mount == null || !mount.isMemory() || mount.point().equals("/dev"))) {
            return PathClass.PSEUDO; // devices; /dev/shm is memory that anybody may write to
        }
        return mount == null ? PathClass.LOCAL_DISK : mount.pathClass(container);
    }

    /** Whether a path lies in a pod's {@code emptyDir}, which another container may read, and which goes with the pod. */
    public boolean isEmptyDir(String path) {
        Mount mount = mount(path);
        return mount != null && mount.isEmptyDir();
    }

    /** Whether the answer comes from the kernel rather than from a guess. */
    public boolean proven() {
        return !mounts.isEmpty();
    }

    /** Where the file system is mounted that the path lies on; the root if that is not known. */
    public String point(String path) {
        Mount mount = mount(path);
        return mount == null ? "/" : mount.point();
    }

    /** The longest mount point that the path lies under; of equal ones the last, which lies on top. */
    private @Nullable Mount mount(String path) {
        Mount best = null;
        for (Mount mount : mounts) {
            if (mount.holds(path)
                    && (best == null || mount.point().length() >= best.point().length())) {
                best = mount;
            }
        }
        return best;
    }
}

package dev.seaworthy.context;

import dev.seaworthy.observation.PathClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code mountinfo}.
 *
 * @param root directory inside the mounted file system that shows up at the mount point
 * @param point the mount point
 * @param type type of the file system, {@code fuse.s3fs}
 * @param source what is mounted, {@code /dev/sda1}
 */
record Mount(String root, String point, String type, String source) {

    private static final Set<String> PSEUDO = Set.of(
            "proc",
            "sysfs",
            "devtmpfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "mqueue",
            "debugfs",
            "tracefs",
            "securityfs",
            "pstore",
            "bpf",
            "configfs",
            "hugetlbfs",
            "fusectl",
            "binfmt_misc",
            "efivarfs",
            "nsfs",
            "selinuxfs");

    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "ceph",
            "glusterfs",
            "lustre",
            "gpfs",
            "beegfs",
            "ocfs2",
            "gfs2",
            "afs",
            "orangefs",
            "wekafs",
            "panfs",
            "9p",
            "virtiofs");

    /** File systems on a block device that one machine mounts at a time, and those that stand for one. */
    private static final Set<String> BLOCK = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "jfs",
            "reiserfs",
            "bcachefs",
            "vfat",
            "exfat",
            "ntfs",
            "ntfs3",
            "fuseblk",
            "udf",
            "nilfs2");

    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs", "rootfs");

    private static final Set<String> LAYERED =
            Set.of("overlay", "overlayfs", "aufs", "unionfs", "fuse.fuse-overlayfs", "fuse-overlayfs");

    /** Null where the line is none. */
    static @Nullable Mount parse(String line) {
        String[] fields = line.trim().split(" +");
        int dash = 6;
        while (dash < fields.length && !fields[dash].equals("-")) {
            dash++; // optional fields: any number
        }
        if (dash + 2 > fields.length - 1) {
            return null;
        }
        return new Mount(unescape(fields[3]), unescape(fields[4]), fields[dash + 1], unescape(fields[dash + 2]));
    }

    boolean holds(String path) {
        return point.equals("/")
                || path.startsWith(point) && (path.length() == point.length() || path.charAt(point.length()) == '/');
    }

    PathClass pathClass(boolean container) {
        if (PSEUDO.contains(type)) {
            return PathClass.PSEUDO;
        }
        if (point.equals("/") && container) {
            return PathClass.EPHEMERAL; // whatever its type: Kata and Firecracker give a block device
        }
        if (MEMORY.contains(type) || isEmptyDir()) {
            return PathClass.EPHEMERAL;
        }
        if (NETWORK.contains(type)) {
            return PathClass.SHARED;
        }
        if (LAYERED.contains(type)) {
            return container ? PathClass.EPHEMERAL : PathClass.LOCAL_DISK;
        }
        if (BLOCK.contains(type) || source.startsWith("/dev/") && !type.startsWith("fuse")) {
            return container || isVolume() ? PathClass.PERSISTENT_VOLUME : PathClass.LOCAL_DISK;
        }
        // What is left comes through FUSE (s3fs, gcsfuse, rclone, juicefs, sshfs …) or from a vendor's own client: a
        // remote store as far as anyone can tell.
        return point.equals("/") ? PathClass.LOCAL_DISK : PathClass.SHARED;
    }

    boolean isEmptyDir() {
        return root.contains("kubernetes.io~empty-dir");
    }

    boolean isMemory() {
        return MEMORY.contains(type);
    }

    private boolean isVolume() {
        return !point.equals("/") && (root.contains("/volumes/") || root.contains("kubernetes.io~"));
    }

    /** The kernel writes space, tab, newline and backslash as {@code \040} and the like. */
    static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] in = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int code = in[i] == '\\' ? octal(in, i + 1) : -1;
            if (code < 0) {
                out[length++] = in[i];
            } else {
                out[length++] = (byte) code;
                i += 3;
            }
        }
        return new String(out, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int octal(byte[] text, int from) {
        if (from + 3 > text.length) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 3; i++) {
            if (text[i] < '0' || text[i] > '7') {
                return -1;
            }
            value = value * 8 + text[i] - '0';
        }
        return value;
    }
}

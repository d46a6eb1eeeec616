package dev.seaworthy.sensor.file;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.io.File;

/**
 * Every way in which the JDK opens a file for writing, moves, copies or deletes it. The descriptors are the same on 17
 * and 25; {@code Files}, {@code FileChannel.open}, streams and writers all end in these.
 */
final class FileHooks {

    static final int STREAM = 0;
    static final int RANDOM_ACCESS = 1;
    static final int CHANNEL = 2;
    static final int RENAME = 3;
    static final int MOVE = 4;
    static final int COPY = 5;
    static final int LINK = 6;
    static final int TEMPORARY_FILE = 7;
    static final int TEMPORARY_PATH = 8;
    static final int DELETE = 9;
    static final int DELETE_AT_EXIT = 10;

    private static final String OPEN = "file.open";
    private static final String CHANNELS = "file.channel";
    private static final String MOVES = "file.move";
    private static final String TEMPORARY = "file.temporary";
    private static final String DELETES = "file.delete";
    private static final String OPTIONS = "Ljava/util/Set;";
    private static final String ATTRIBUTES = "[Ljava/nio/file/attribute/FileAttribute;";
    private static final String PATH = "Ljava/nio/file/Path;";
    private static final String FILE = "Ljava/io/File;";
    private static final String TEXT = "Ljava/lang/String;";

    private final HookTable table;
    private final Receiver receiver;

    FileHooks(HookTable table, Receiver receiver) {
        this.table = table;
        this.receiver = receiver;
    }

    void add() {
        on(OPEN, "java/io/FileOutputStream", "<init>", "(" + FILE + "Z)V", STREAM, 0, 1);
        on(OPEN, "java/io/RandomAccessFile", "<init>", "(" + FILE + TEXT + "Z)V", RANDOM_ACCESS, 0, 1);
        on(MOVES, "java/io/File", "renameTo", "(" + FILE + ")Z", RENAME, Hook.SELF, 0);
        on(DELETES, "java/io/File", "delete", "()Z", DELETE, Hook.SELF);
        on(TEMPORARY, "java/io/File", "createTempFile", "(" + TEXT + TEXT + FILE + ")" + FILE, TEMPORARY_FILE);
        on(DELETES, "java/io/DeleteOnExitHook", "add", "(" + TEXT + ")V", DELETE_AT_EXIT, 0);
        on(
                TEMPORARY,
                "java/nio/file/TempFileHelper",
                "create",
                "(" + PATH + TEXT + TEXT + "Z" + ATTRIBUTES + ")" + PATH,
                TEMPORARY_PATH,
                3);
        addProvider(
                File.separatorChar == '/'
                        ? "sun/nio/fs/UnixFileSystemProvider"
                        : "sun/nio/fs/WindowsFileSystemProvider");
    }

    private void addProvider(String provider) {
        String opening = "(" + PATH + OPTIONS + ATTRIBUTES + ")Ljava/nio/channels/";
        on(CHANNELS, provider, "newByteChannel", opening + "SeekableByteChannel;", CHANNEL, 0, 1);
        on(CHANNELS, provider, "newFileChannel", opening + "FileChannel;", CHANNEL, 0, 1);
        on(
                CHANNELS,
                provider,
                "newAsynchronousFileChannel",
                "(" + PATH + OPTIONS + "Ljava/util/concurrent/ExecutorService;" + ATTRIBUTES
                        + ")Ljava/nio/channels/AsynchronousFileChannel;",
                CHANNEL,
                0,
                1);
        String pair = "(" + PATH + PATH + "[Ljava/nio/file/CopyOption;)V";
        on(MOVES, provider, "move", pair, MOVE, 0, 1);
        on(MOVES, provider, "copy", pair, COPY, 0, 1);
        on(MOVES, provider, "createLink", "(" + PATH + PATH + ")V", LINK, 0);
        on(DELETES, provider, "implDelete", "(" + PATH + "Z)Z", DELETE, 0);
    }

    /** At exit: what failed has written nothing. */
    private void on(String name, String owner, String method, String descriptor, int op, int... gives) {
        table.add(Hook.on(name, owner, method, descriptor, receiver, op)
                .give(gives)
                .atExit()
                .unhurried());
    }
}

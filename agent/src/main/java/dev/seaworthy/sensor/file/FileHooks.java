package dev.seaworthy.sensor.file;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.io.File;
import java.util.Arrays;

/**
 * Every way in which the JDK opens, closes, moves, copies or deletes a file. The descriptors are the same on 17 and 25;
 * {@code Files}, {@code FileChannel.open}, readers and writers all end in these. Tomcat's thread that sends files opens them
 * for requests that are over by then, so what they ask it to send is seen, too.
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
    static final int READ = 11;
    static final int CLOSE = 12;
    static final int ZIP = 13;
    static final int DIRECTORY = 14;
    static final int WRITE = 15;
    static final int URI_AS_FILE = 16;
    static final int URI_AS_PATH = 17;
    static final int NEW_DIRECTORY = 18;
    static final int SERVED = 19;
    static final int LOOK_UP = 20;

    /** {@code op point class method what}; {@code P} stands for the platform's provider. */
    private static final String HOOKS = """
            0 xt file.open java/io/FileOutputStream open(Ljava/lang/String;Z)V this,0,1
            1 xt file.open java/io/RandomAccessFile open(Ljava/lang/String;I)V this,0,1
            11 xt file.read java/io/FileInputStream open(Ljava/lang/String;)V this,0
            3 x file.move java/io/File renameTo(Ljava/io/File;)Z this,0
            9 x file.delete java/io/File delete()Z this
            7 x file.temporary java/io/File createTempFile(Ljava/lang/String;Ljava/lang/String;Ljava/io/File;)Ljava/io/File;\s
            16 e file.resource java/io/File <init>(Ljava/net/URI;)V 0
            10 x file.delete java/io/DeleteOnExitHook add(Ljava/lang/String;)V 0
            8 x file.temporary java/nio/file/TempFileHelper create(Ljava/nio/file/Path;Ljava/lang/String;Ljava/lang/String;Z[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path; 3
            17 t file.resource java/nio/file/Path of(Ljava/net/URI;)Ljava/nio/file/Path; 0
            17 t file.resource? org/springframework/util/ResourceUtils getFile(Ljava/net/URL;Ljava/lang/String;)Ljava/io/File; 0
            17 t file.resource? org/springframework/util/ResourceUtils getFile(Ljava/net/URI;Ljava/lang/String;)Ljava/io/File; 0
            2 xt file.channel P newByteChannel(Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/SeekableByteChannel; 0,1
            2 xt file.channel P newFileChannel(Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/FileChannel; 0,1
            2 xt file.channel P newAsynchronousFileChannel(Ljava/nio/file/Path;Ljava/util/Set;Ljava/util/concurrent/ExecutorService;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/AsynchronousFileChannel; 0,1
            4 xt file.move P move(Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)V 0,1
            5 xt file.move P copy(Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)V 0,1
            6 x file.move P createLink(Ljava/nio/file/Path;Ljava/nio/file/Path;)V 0
            9 x file.delete P implDelete(Ljava/nio/file/Path;Z)Z 0
            14 x file.directory P newDirectoryStream(Ljava/nio/file/Path;Ljava/nio/file/DirectoryStream$Filter;)Ljava/nio/file/DirectoryStream; 0
            18 t file.directory P createDirectory(Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)V 0
            19 x file.served? org/apache/tomcat/util/net/SendfileDataBase <init>(Ljava/lang/String;JJ)V 0
            20 x file.look-up java/lang/ClassLoader getResource(Ljava/lang/String;)Ljava/net/URL; this,0
            13 x file.zip java/util/zip/ZipFile <init>(Ljava/io/File;ILjava/nio/charset/Charset;)V this,0
            12 e file.close java/util/zip/ZipFile close()V this
            12 e file.close java/io/FileInputStream close()V this
            12 e file.close java/io/FileOutputStream close()V this
            12 e file.close java/io/RandomAccessFile close()V this
            12 e file.close sun/nio/ch/FileChannelImpl implCloseChannel()V this
            12 e file.close sun/nio/ch/SimpleAsynchronousFileChannelImpl close()V this
            12 e file.close? sun/nio/fs/UnixDirectoryStream close()V this
            12 e file.close? sun/nio/fs/UnixSecureDirectoryStream close()V this
            12 e file.close? sun/nio/fs/WindowsDirectoryStream close()V this
            15 t file.write java/io/FileOutputStream write(I)V this
            15 t file.write java/io/FileOutputStream write([B)V this
            15 t file.write java/io/FileOutputStream write([BII)V this
            15 t file.write java/io/RandomAccessFile write([B)V this
            15 t file.write java/io/RandomAccessFile write([BII)V this
            15 t file.write sun/nio/ch/FileChannelImpl write(Ljava/nio/ByteBuffer;)I this
            15 t file.write sun/nio/ch/FileChannelImpl write(Ljava/nio/ByteBuffer;J)I this
            15 t file.write sun/nio/ch/FileChannelImpl write([Ljava/nio/ByteBuffer;II)J this
            """;

    private FileHooks() {}

    /**
     * @param reads whether a rule needs to know what is read
     * @param holds whether a rule needs to know what is open
     * @param looksUp whether a rule needs to know what is looked up on the class path: {@code Class} asks its loader, and
     *     each loader ends in this method unless it has one of its own
     */
    static void add(HookTable table, Receiver receiver, boolean reads, boolean holds, boolean looksUp) {
        boolean windows = File.separatorChar != '/';
        String provider = windows ? "sun/nio/fs/WindowsFileSystemProvider" : "sun/nio/fs/UnixFileSystemProvider";
        int from = 0;
        for (int end = HOOKS.indexOf('\n'); end > 0; end = HOOKS.indexOf('\n', from)) {
            int points = HOOKS.indexOf(' ', from) + 1;
            int op = Integer.parseInt(HOOKS, from, points - 1, 10);
            int name = HOOKS.indexOf(' ', points) + 1;
            int owner = HOOKS.indexOf(' ', name) + 1;
            boolean reading =
                    op == READ || op == SERVED || op == ZIP || HOOKS.startsWith("java/io/FileInputStream", owner);
            boolean holding = op == CLOSE || op == ZIP || op == DIRECTORY;
            if (!reads && reading || !holds && holding || !looksUp && op == LOOK_UP) {
                from = end + 1;
                continue;
            }
            int method = HOOKS.indexOf(' ', owner) + 1;
            int gives = HOOKS.indexOf(' ', method) + 1;
            int type = HOOKS.indexOf('(', method);
            boolean optional = HOOKS.charAt(owner - 2) == '?';
            String declaring = HOOKS.substring(owner, method - 1);
            Hook hook = Hook.on(
                            HOOKS.substring(name, optional ? owner - 2 : owner - 1),
                            declaring.equals("P") ? provider : declaring,
                            HOOKS.substring(method, type),
                            HOOKS.substring(type, gives - 1),
                            receiver,
                            op)
                    .give(given(gives, end))
                    .unhurried();
            table.add(at(optional ? hook.optional() : hook, points, name - 1));
            from = end + 1;
        }
    }

    /** At exit, what failed has written nothing; at entry, a file that is closed is closed whatever comes of it. */
    private static Hook at(Hook hook, int from, int to) {
        Hook placed = hook;
        for (int i = from; i < to; i++) {
            placed = switch (HOOKS.charAt(i)) {
                case 'e' -> placed.atEntry();
                case 'x' -> placed.atExit();
                default -> placed.atThrow();
            };
        }
        return placed;
    }

    private static int[] given(int from, int to) {
        int count = 0;
        int[] all = new int[3];
        for (int i = from; i < to; i++) {
            char c = HOOKS.charAt(i);
            if (c == 't' || c >= '0' && c <= '9') {
                all[count++] = c == 't' ? Hook.SELF : c - '0';
            }
        }
        return Arrays.copyOf(all, count);
    }
}

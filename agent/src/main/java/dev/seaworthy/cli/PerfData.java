package dev.seaworthy.cli;

import java.io.File;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a HotSpot JVM tells about itself in its {@code hsperfdata} file: reading it does not touch the JVM, whereas asking
 * one that cannot be attached to makes it print a thread dump.
 */
final class PerfData {

    private static final int MAGIC = 0xcafec0c0;
    private static final int LARGEST = 1 << 20;
    private static final int HEADER = 32;

    private PerfData() {}

    /** Directories with such files, of all users. */
    static File[] directories() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        File temp = new File(linux ? "/tmp" : System.getProperty("java.io.tmpdir", "/tmp"));
        File[] found = temp.listFiles((directory, name) -> name.startsWith("hsperfdata_"));
        return found == null ? new File[0] : found;
    }

    /** The texts in the file of a process by name, null if there is none that can be read. */
    static @Nullable Map<String, String> of(long pid) {
        for (File directory : directories()) {
            File file = new File(directory, Long.toString(pid));
            if (file.isFile() && file.canRead() && file.length() <= LARGEST) {
                try {
                    return parse(ByteBuffer.wrap(Files.readAllBytes(file.toPath())));
                } catch (IOException
                        | BufferUnderflowException
                        | IllegalArgumentException
                        | IndexOutOfBoundsException odd) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Entries of version 2: a name and, for texts, an array of bytes that ends in zero. */
    static Map<String, String> parse(ByteBuffer data) {
        Map<String, String> texts = new HashMap<>();
        if (data.remaining() < HEADER || data.getInt(0) != MAGIC) {
            return texts;
        }
        data.order(data.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = data.getInt(24);
        int entries = data.getInt(28);
        for (int i = 0; i < entries && at > 0 && at + 20 <= data.limit(); i++) {
            int length = data.getInt(at);
            int vector = data.getInt(at + 8);
            if (length <= 0) {
                break;
            }
            if (data.get(at + 12) == 'B' && vector > 0) {
                String name = text(data, at + data.getInt(at + 4), length);
                texts.put(name, text(data, at + data.getInt(at + 16), vector));
            }
            at += length;
        }
        return texts;
    }

    private static String text(ByteBuffer data, int from, int most) {
        int end = from;
        while (end < from + most && end < data.limit() && data.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - from];
        data.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.seaworthy.context;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A zip file in memory, read by its directory, so that the one file that is wanted is all that is inflated: a stream would
 * inflate all in front of it, and {@code java.util.zip} opens by directory only what lies on a disk. Not thread-safe.
 */
final class NestedZip {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private record Entry(int method, int packed, int size, int at) {}

    private final ByteBuffer zip;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private NestedZip(byte[] bytes) {
        zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws IOException where it is no zip file, or one of more than 2 GB */
    static NestedZip of(byte[] bytes) throws IOException {
        NestedZip read = new NestedZip(bytes);
        try {
            read.directory();
        } catch (IndexOutOfBoundsException | IllegalArgumentException cut) {
            throw new IOException("not a zip file", cut);
        }
        return read;
    }

    private void directory() throws IOException {
        int end = zip.limit() - END_SIZE;
        int last = Math.max(0, end - LONGEST_COMMENT);
        while (end >= last && zip.getInt(end) != END) {
            end--;
        }
        if (end < last) {
            throw new IOException("not a zip file");
        }
        int count = zip.getShort(end + 10) & 0xffff;
        int at = zip.getInt(end + 16);
        for (int i = 0; i < count && zip.getInt(at) == ENTRY; i++) {
            int name = zip.getShort(at + 28) & 0xffff;
            int extra = zip.getShort(at + 30) & 0xffff;
            int comment = zip.getShort(at + 32) & 0xffff;
            entries.put(
                    new String(zip.array(), at + ENTRY_SIZE, name, StandardCharsets.UTF_8),
                    new Entry(
                            zip.getShort(at + 10) & 0xffff,
                            zip.getInt(at + 20),
                            zip.getInt(at + 24),
                            zip.getInt(at + 42)));
            at += ENTRY_SIZE + name + extra + comment;
        }
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** A file's content; null if it is not there or larger than {@code most} bytes. */
    byte @Nullable [] bytes(String name, int most) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null || entry.size < 0 || entry.size > most || entry.packed < 0) {
            return null;
        }
        try {
            if (zip.getInt(entry.at) != LOCAL) {
                throw new IOException("not a zip file");
            }
            int from = entry.at
                    + LOCAL_SIZE
                    + (zip.getShort(entry.at + 26) & 0xffff)
                    + (zip.getShort(entry.at + 28) & 0xffff);
            byte[] content = new byte[entry.size];
            if (entry.method == STORED) {
                System.arraycopy(zip.array(), from, content, 0, entry.size);
            } else if (entry.method == DEFLATED) {
                inflate(from, entry, content);
            } else {
                return null;
            }
            return content;
        } catch (IndexOutOfBoundsException | DataFormatException cut) {
            throw new IOException("not a zip file", cut);
        }
    }

    private void inflate(int from, Entry entry, byte[] content) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(zip.array(), from, entry.packed);
            int done = 0;
            while (done < content.length && !inflater.finished()) {
                int more = inflater.inflate(content, done, content.length - done);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                done += more;
            }
        } finally {
            inflater.end();
        }
    }
}

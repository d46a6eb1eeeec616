package dev.seaworthy.context;

import dev.seaworthy.observation.Payload;
import dev.seaworthy.observation.Upload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends with one request whose body may be a file or hold files, as far as it was read until now. It lives as
 * long as the {@link dev.seaworthy.observation.Unit} of its request. Thread-safe; bounded to {@value #MOST_FILES} files and
 * {@value #MOST_LETTERS} letters of their names, beyond which files are only counted.
 */
public class UploadParts implements Payload {

    static final int MOST_FILES = 32;
    static final int MOST_LETTERS = 1_024;

    /**
     * One file.
     *
     * @param name as the client gave it, with directories if it did; null if it gave none, or one that no file can have
     * @param type its content type as the client gave it, empty if it gave none
     * @param bytes how long it is, or was when the client stopped
     */
    public record Sent(@Nullable String name, String type, long bytes) {

        private static final int LONGEST = 255;

        public Sent {
            name = name == null || name.length() > LONGEST || name.indexOf('\0') >= 0 ? null : name;
        }
    }

    private final String type;
    private final boolean likely;
    private final boolean multipart;
    private final List<Sent> files = new ArrayList<>();
    private int letters;
    private long bytes;
    private long fileBytes;
    private long count;
    private long announced = -1;
    private boolean watched;
    private boolean whole;

    /**
     * @param type content type of the body, empty if there is none
     * @param likely whether bodies of that type are files, or hold some
     * @param multipart whether it consists of parts
     */
    public UploadParts(String type, boolean likely, boolean multipart) {
        this.type = type;
        this.likely = likely;
        this.multipart = multipart;
    }

    /** Content type of the whole body, empty if the client gave none. */
    public final String type() {
        return type;
    }

    @Override
    public final boolean isLikely() {
        return likely;
    }

    public final boolean isMultipart() {
        return multipart;
    }

    /** Whether all that is read of the body is seen, so that 0 bytes means that none was. */
    public final synchronized boolean isWatched() {
        return watched;
    }

    /** Bytes of the body that were read until now. */
    public final synchronized long bytes() {
        return bytes;
    }

    /** How long the client said that the body is; -1 if that is not known. */
    public final synchronized long announced() {
        return announced;
    }

    /** Whether the body has parts and was read to the end of the last, so that its files are known. */
    public final synchronized boolean isWhole() {
        return whole;
    }

    /** The files that were read until now, the last of them perhaps not to its end. */
    public synchronized List<Sent> files() {
        return List.copyOf(files);
    }

    /** How many there were, those included that are only counted. */
    public final synchronized long count() {
        return count;
    }

    /** Bytes of all files that were read until now. */
    public final synchronized long fileBytes() {
        return fileBytes;
    }

    /** From now on all that is read of it is seen. */
    public final synchronized void watch() {
        watched = true;
    }

    /** The client says that the body is that long; nothing if that is less than 0. */
    public final synchronized void announce(long length) {
        announced = length < 0 ? announced : length;
    }

    protected final synchronized void add(long more) {
        bytes += more;
    }

    protected final synchronized void add(Sent file) {
        count++;
        fileBytes += file.bytes;
        int length = file.name == null ? 0 : file.name.length();
        if (files.size() < MOST_FILES) {
            boolean fits = letters + length <= MOST_LETTERS;
            letters += fits ? length : 0;
            files.add(fits ? file : new Sent(null, file.type, file.bytes));
        }
    }

    /** Its last part is over. */
    protected final synchronized void end() {
        whole = true;
    }

    @Override
    public final @Nullable Upload of(String path, long size) {
        return UploadTies.of(this, path, size);
    }
}

package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.HookTable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Sees files being opened, closed, moved, copied and deleted. */
public final class FileSensor extends LazySensor<FileLives> {

    /** The rules that need to know what is read. */
    public static final String[] READING = {
        "file/classpath-resource-as-file",
        "file/developer-path",
        "file/handle-leak",
        "file/read-after-write-across-requests",
        "file/wrong-case"
    };

    /** The rules that need to know what is open. */
    public static final String[] HOLDING = {"file/disk-fill", "file/handle-leak"};

    /** The rule that needs to know what is looked up on the class path. */
    public static final String[] LOOKING_UP = {"file/wrong-case"};

    private static final int WRITABLE = 2; // RandomAccessFile.O_RDWR

    private final Surroundings surroundings;
    private final Observations observations;
    private final boolean reads;
    private final boolean holds;
    private final boolean looksUp;

    /**
     * Loads nothing else: it runs before {@code main}.
     *
     * @param reads whether any rule of {@link #READING} is on; else files that are read cost nothing
     * @param holds whether any rule of {@link #HOLDING} is on; else closing files costs nothing
     * @param looksUp whether the rule of {@link #LOOKING_UP} is on; else looking up resources costs nothing
     */
    public FileSensor(
            Surroundings surroundings, Observations observations, boolean reads, boolean holds, boolean looksUp) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.reads = reads;
        this.holds = holds;
        this.looksUp = looksUp;
    }

    @Override
    public void hooks(HookTable table) {
        FileHooks.add(table, this, reads, holds, looksUp);
    }

    @Override
    protected FileLives make() {
        return new FileLives(surroundings, observations, reads, holds);
    }

    @Override
    public void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op == FileHooks.CLOSE) {
            FileLives known = made();
            if (known != null && a != null) {
                known.handles.closed(a);
            }
        } else if (a instanceof URI uri && !"file".equals(uri.getScheme()) && uri.getScheme() != null) {
            parts().openings.noFile(uri.toString()); // the constructor is about to refuse it
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op == FileHooks.LOOK_UP) {
            FileLives known = result == null ? parts() : made(); // what is found makes nothing
            if (known != null) {
                known.lookUps.ended(result, a, b);
            }
            return;
        }
        FileLives lives = parts();
        switch (op) {
            case FileHooks.STREAM -> lives.written(a, b, Boolean.TRUE.equals(c), false);
            case FileHooks.RANDOM_ACCESS -> {
                if (c instanceof Integer mode && (mode & WRITABLE) != 0) {
                    lives.written(a, b, false, true);
                } else {
                    lives.read(a, b);
                }
            }
            case FileHooks.READ -> lives.read(a, b);
            case FileHooks.SERVED -> lives.rereads.read(a);
            case FileHooks.CHANNEL -> lives.channel(result, a, b);
            case FileHooks.ZIP -> lives.handles.opened(a, Handles.ZIP, b, lives.handles.look());
            case FileHooks.DIRECTORY -> lives.handles.opened(result, Handles.DIRECTORY, a, lives.handles.look());
            case FileHooks.RENAME -> {
                if (Boolean.TRUE.equals(result)) {
                    lives.trail.moved(a, b);
                }
            }
            case FileHooks.MOVE -> lives.trail.moved(a, b);
            case FileHooks.COPY -> {
                lives.rereads.read(a);
                lives.trail.copied(b);
            }
            case FileHooks.LINK -> lives.trail.copied(a);
            case FileHooks.TEMPORARY_FILE -> lives.trail.temporary(result, false);
            case FileHooks.TEMPORARY_PATH -> lives.trail.temporary(result, Boolean.TRUE.equals(a));
            case FileHooks.DELETE -> {
                if (Boolean.TRUE.equals(result)) {
                    lives.trail.deleted(a);
                }
            }
            case FileHooks.DELETE_AT_EXIT -> lives.trail.deletedAtExit(a);
            default -> throw new IllegalArgumentException();
        }
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        FileLives lives = parts();
        switch (op) {
            case FileHooks.STREAM -> lives.openings.failed(b, true, thrown);
            case FileHooks.RANDOM_ACCESS ->
                lives.openings.failed(b, c instanceof Integer mode && (mode & WRITABLE) != 0, thrown);
            case FileHooks.READ -> lives.openings.failed(b, false, thrown);
            case FileHooks.CHANNEL -> lives.openings.failed(a, FileLives.isWriting(b), thrown);
            case FileHooks.MOVE, FileHooks.COPY -> lives.openings.failed(b, true, thrown);
            case FileHooks.NEW_DIRECTORY -> lives.openings.unmade(a, thrown);
            case FileHooks.WRITE -> lives.unwritten(a, thrown);
            case FileHooks.URI_AS_PATH -> lives.openings.noFile(FilePaths.address(a));
            default -> throw new IllegalArgumentException();
        }
    }

    @Override
    public void tick(long now, boolean last) {
        FileLives known = made();
        if (known != null) {
            known.tick(now, last);
        }
    }
}

package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.HookTable;
import java.io.File;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows files that units of work write, under whatever names, until they are judged. Reads cost a look at their options. */
public final class FileSensor implements Sensor {

    /** How much the clocks of a file system may lag behind. */
    private static final long CLOCKS_MILLIS = 2_000;

    /** A file that was written longer ago than this before its move was not uploaded by the request that moves it. */
    private static final long SPOOLED_MILLIS = 600_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Ledger ledger = new Ledger();
    private @Nullable Judgement judgement;

    public FileSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    @Override
    public void hooks(HookTable table) {
        new FileHooks(table, this).add();
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        switch (op) {
            case FileHooks.STREAM -> opened(op, a, Boolean.TRUE.equals(b), false);
            case FileHooks.RANDOM_ACCESS -> {
                if (b instanceof String mode && mode.startsWith("rw")) {
                    opened(op, a, false, true);
                }
            }
            case FileHooks.CHANNEL -> {
                if (b instanceof Set<?> options && !options.isEmpty()) {
                    channel(op, a, options);
                }
            }
            case FileHooks.RENAME, FileHooks.MOVE -> {
                if (!Boolean.FALSE.equals(result)) {
                    moved(op, a, b);
                }
            }
            case FileHooks.COPY -> arrived(op, b, "copied", null, 0);
            case FileHooks.LINK -> arrived(op, a, "copied", null, 0);
            case FileHooks.TEMPORARY_FILE -> ledger.temporary(name(result), false);
            case FileHooks.TEMPORARY_PATH -> ledger.temporary(name(result), Boolean.TRUE.equals(a));
            case FileHooks.DELETE, FileHooks.DELETE_PATH -> {
                if (Boolean.TRUE.equals(result) && !ledger.isEmpty()) {
                    ledger.forget(name(a));
                }
            }
            case FileHooks.DELETE_AT_EXIT ->
                ledger.deletedAtExit(a instanceof String path ? name(new File(path)) : null);
            default -> throw new IllegalArgumentException();
        }
    }

    private void channel(int op, @Nullable Object path, Set<?> options) {
        boolean append = options.contains(StandardOpenOption.APPEND);
        if (append || options.contains(StandardOpenOption.WRITE)) {
            boolean keeps = !options.contains(StandardOpenOption.TRUNCATE_EXISTING)
                    && !options.contains(StandardOpenOption.CREATE_NEW);
            opened(op, path, append, keeps);
            if (options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
                ledger.deletedAtExit(name(path));
            }
        }
    }

    /** {@code keeps}: what was in the file stays, so that opening it has written nothing yet. */
    private void opened(int op, @Nullable Object file, boolean append, boolean keeps) {
        Unit unit = surroundings.units().current();
        String path = unit.isVisible() ? name(file) : null;
        if (path != null && !ledger.holds(path, unit, append)) {
            Origin origin = origin(op, path);
            ledger.put(path, new Written(origin, "opened", append, keeps ? origin.millis() - CLOCKS_MILLIS : 0));
        }
    }

    private void moved(int op, @Nullable Object from, @Nullable Object to) {
        Written before = ledger.isEmpty() ? null : ledger.forget(name(from));
        arrived(op, to, "renamed", before, SPOOLED_MILLIS);
    }

    /** A file came to be under this name; in the open, what is known of it stays known. */
    private void arrived(int op, @Nullable Object file, String way, @Nullable Written before, long age) {
        boolean visible = surroundings.units().current().isVisible();
        String path = visible || before != null ? name(file) : null;
        if (path == null) {
            return;
        }
        Origin origin = visible ? origin(op, path) : null;
        if (origin != null && origin.site().place() != null) {
            long since = before == null && age > 0 ? origin.millis() - age : 0;
            ledger.put(path, new Written(origin, way, before != null && before.append(), since));
        } else if (before != null) {
            ledger.put(path, before);
        }
    }

    private Origin origin(int op, String path) {
        return surroundings.here(Sites.key(0x46494C00 + op, null) ^ Names.kind(path));
    }

    private static @Nullable String name(@Nullable Object file) {
        if (file instanceof File plain) {
            return Names.tidy(plain.getAbsolutePath());
        }
        return file instanceof Path path ? Names.tidy(path.toAbsolutePath().toString()) : null;
    }

    @Override
    public void tick(long now, boolean last) {
        if (judgement == null) {
            judgement = new Judgement(surroundings, observations, ledger);
        }
        judgement.round(now, last);
    }
}

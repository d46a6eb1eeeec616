package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.HookTable;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees files being opened for writing, moved, copied and deleted. A file opened for reading costs a look at its options. */
public final class FileSensor implements Sensor {

    private final Surroundings surroundings;
    private final Observations observations;
    private final Ledger ledger;
    private final Trail trail;
    private @Nullable Judgement judgement;

    public FileSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        ledger = new Ledger(observations);
        trail = new Trail(surroundings, ledger);
    }

    @Override
    public void hooks(HookTable table) {
        new FileHooks(table, this).add();
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        switch (op) {
            case FileHooks.STREAM -> trail.opened(a, Boolean.TRUE.equals(b), false);
            case FileHooks.RANDOM_ACCESS -> {
                if (b instanceof String mode && mode.startsWith("rw")) {
                    trail.opened(a, false, true);
                }
            }
            case FileHooks.CHANNEL -> {
                if (b instanceof Set<?> options && !options.isEmpty()) {
                    channel(a, options);
                }
            }
            case FileHooks.RENAME -> {
                if (Boolean.TRUE.equals(result)) {
                    trail.moved(a, b);
                }
            }
            case FileHooks.MOVE -> trail.moved(a, b);
            case FileHooks.COPY -> trail.copied(b);
            case FileHooks.LINK -> trail.copied(a);
            case FileHooks.TEMPORARY_FILE -> trail.temporary(result, false);
            case FileHooks.TEMPORARY_PATH -> trail.temporary(result, Boolean.TRUE.equals(a));
            case FileHooks.DELETE -> {
                if (Boolean.TRUE.equals(result)) {
                    trail.deleted(a);
                }
            }
            case FileHooks.DELETE_AT_EXIT -> trail.deletedAtExit(a);
            default -> throw new IllegalArgumentException();
        }
    }

    private void channel(@Nullable Object path, Set<?> options) {
        boolean append = options.contains(StandardOpenOption.APPEND);
        if (append || options.contains(StandardOpenOption.WRITE)) {
            boolean keeps = !options.contains(StandardOpenOption.TRUNCATE_EXISTING)
                    && !options.contains(StandardOpenOption.CREATE_NEW);
            trail.opened(path, append, keeps);
            if (options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
                trail.deletedAtExit(path);
            }
        }
    }

    @Override
    public void tick(long now, boolean last) {
        if (judgement == null) {
            judgement = new Judgement(surroundings, observations, ledger);
        }
        judgement.round(now, last);
    }
}

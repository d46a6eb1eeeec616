package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Mounts;
import dev.seaworthy.observation.OutputsSet.Kind;
import dev.seaworthy.observation.OutputsSet.Output;
import dev.seaworthy.observation.PathClass;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Says what an appender or handler writes to, by what its classes are called and whether it has a file. */
final class Appenders {

    private static final Getter FILE = new Getter("getFile", "getFileName", "getFilePath");

    private static final String[] CONSOLES = {"Console", "Stdout", "SystemOut", "Stderr"};
    private static final String[] ROLLING = {"Rolling", "Rotating", "Periodic"};

    private Appenders() {}

    static Output read(Object appender, Mounts mounts) {
        String name = appender.getClass().getName();
        if (isCalled(appender, CONSOLES)) {
            return new Output(name, Kind.CONSOLE, "", false, PathClass.PSEUDO, Layouts.isPlain(appender));
        }
        String path = path(FILE.read(appender));
        if (path == null) {
            return new Output(name, Kind.OTHER, "", false, PathClass.LOCAL_DISK, false);
        }
        return new Output(
                name, Kind.FILE, path, isCalled(appender, ROLLING), mounts.classify(path), Layouts.isPlain(appender));
    }

    private static @Nullable String path(@Nullable Object file) {
        if (file instanceof String name && !name.isEmpty()) {
            return new File(name).toPath().toAbsolutePath().normalize().toString();
        }
        return file instanceof File given
                ? given.toPath().toAbsolutePath().normalize().toString()
                : null;
    }

    private static boolean isCalled(Object appender, String[] names) {
        for (Class<?> one = appender.getClass(); one != null; one = one.getSuperclass()) {
            for (String name : names) {
                if (one.getSimpleName().contains(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}

package dev.seaworthy.context;

import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What each request uploads. Thread-safe. */
public final class Uploads {

    private final Units units;

    Uploads(Units units) {
        this.units = units;
    }

    /** What the calling thread's request uploads, even after it has ended; null if it can be no file. */
    public @Nullable UploadParts here() {
        return units.current().sent() instanceof UploadParts parts ? parts : null;
    }

    /**
     * In an upload's request, the application hands a library the path of a file that is written later.
     *
     * @param file a path or its text, absolute or not
     */
    public void handed(@Nullable Object file, Sites sites) {
        UploadParts parts = here();
        if (parts != null && parts.isLikely() && (file instanceof String || file instanceof Path)) {
            String path = new File(file.toString()).getAbsolutePath();
            parts.handed(Path.of(path).normalize().toString(), sites.walk());
        }
    }
}

package dev.seaworthy.sensor.file;

import dev.seaworthy.context.UploadParts;
import dev.seaworthy.observation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A file that came to be, or was opened for writing, in a unit of work.
 *
 * @param way {@code opened}, {@code renamed} or {@code copied}
 * @param append whether it was opened to append
 * @param relative whether the path that was given was relative
 * @param since epoch milliseconds; if its content is older, this unit of work did not write it; 0 = it surely did
 * @param times how many units of work wrote it
 * @param parts what its request uploads, which may become known later; null outside of requests
 * @param before what was known of it until then, which counts if this turns out to be none of the application's doing
 */
record Written(
        Origin origin,
        String way,
        boolean append,
        boolean relative,
        long since,
        Times times,
        @Nullable UploadParts parts,
        @Nullable Written before) {

    private static final int LONGEST = 4;

    Written {
        if (before != null && before.length() >= LONGEST) {
            before = before.before;
        }
    }

    private int length() {
        int length = 1;
        for (Written each = before; each != null; each = each.before) {
            length++;
        }
        return length;
    }

    /** The last of these that the application did, as far as is known now; null if it is none of its doing. */
    @Nullable
    Written applications() {
        Written each = this;
        while (each != null && each.origin.site().place() == null) {
            each = each.before;
        }
        return each;
    }
}

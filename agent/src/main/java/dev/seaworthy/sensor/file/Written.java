package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Origin;

/**
 * A file that came to be, or was opened for writing, in a unit of work.
 *
 * @param way {@code opened}, {@code renamed} or {@code copied}
 * @param append whether it was opened to append
 * @param since epoch milliseconds; where its content is older, this unit of work did not write it; 0 = it surely did
 */
record Written(Origin origin, String way, boolean append, long since) {}

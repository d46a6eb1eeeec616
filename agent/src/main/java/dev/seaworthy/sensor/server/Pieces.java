package dev.seaworthy.sensor.server;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes the body of a request, piece by piece, as it is read. */
interface Pieces {

    /** These bytes of it were read, if any; the buffer stays as it is. */
    void read(@Nullable ByteBuffer from);

    /** A stream's {@code read(buffer, from, length)} returned {@code read}; nothing if these are others. */
    default void readStream(@Nullable Object read, @Nullable Object buffer, @Nullable Object from) {
        if (read instanceof Integer more
                && buffer instanceof byte[] array
                && from instanceof Integer start
                && more > 0
                && start >= 0
                && start <= array.length - more) {
            read(ByteBuffer.wrap(array, start, more));
        }
    }
}

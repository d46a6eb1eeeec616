package dev.seaworthy.sensor.server;

import dev.seaworthy.context.UploadParts.Sent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files in a body of parts (RFC 2046, 7578) while it passes by in pieces of any size. It looks at two bytes in
 * as many as a boundary has, and at the heads of the parts. Not thread-safe.
 */
final class Parts {

    private static final int LONGEST_BOUNDARY = 70;
    private static final int LONGEST_HEAD = 4_096;
    /** Whoever has sent so much in front of the first part sends no parts. */
    private static final int LONGEST_PREAMBLE = 65_536;

    /** As many pairs of bytes are told apart. */
    private static final int PAIRS = 1_024;

    private static final int SCRATCH = 4_096;
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private enum State {
        PREAMBLE,
        /** Behind a boundary: two hyphens if it is the last, else the head. */
        BOUNDARY,
        HEAD,
        CONTENT,
        OVER
    }

    private final byte[] delimiter;
    /** How far one may go if these two bytes stand where the delimiter's last two are to be; 0 if they may be those. */
    private final byte[] skips = new byte[PAIRS];
    /** The same where they are and the delimiter is not there. */
    private final int again;

    private final Consumer<Sent> files;
    private final Runnable end;

    private State state = State.PREAMBLE;
    /** The last bytes of what was read before, which may be the beginning of a delimiter. */
    private final byte[] tail;

    private int tailLength;
    private long length;
    private byte[] head = new byte[256];
    private int headLength;
    /** Letters of the head's line so far. */
    private int line;

    private int hyphens;
    /** For what is not in an array; empty as long as all is. */
    private byte[] scratch = {};

    /** @param end runs when the last part is over */
    Parts(String boundary, Consumer<Sent> files, Runnable end) {
        this.files = files;
        this.end = end;
        String used = boundary.length() > LONGEST_BOUNDARY ? boundary.substring(0, LONGEST_BOUNDARY) : boundary;
        delimiter = ("\r\n--" + used).getBytes(StandardCharsets.ISO_8859_1);
        tail = new byte[delimiter.length - 1];
        // The first delimiter may stand at the very beginning.
        tail[0] = CR;
        tail[1] = LF;
        tailLength = 2;
        length = 2;
        int last = delimiter.length - 1;
        Arrays.fill(skips, (byte) last);
        for (int i = 1; i < last; i++) {
            skips[pair(delimiter[i - 1], delimiter[i])] = (byte) (last - i);
        }
        int ending = pair(delimiter[last - 1], delimiter[last]);
        again = skips[ending];
        skips[ending] = 0;
    }

    private static int pair(byte one, byte other) {
        return (one << 2 ^ other & 0xFF) & PAIRS - 1;
    }

    /** Looks at what the buffer holds, and leaves it as it is. */
    void read(ByteBuffer from) {
        if (from.hasArray()) {
            read(from.array(), from.arrayOffset() + from.position(), from.arrayOffset() + from.limit());
            return;
        }
        for (int at = from.position(); at < from.limit() && state != State.OVER; at += scratch.length) {
            scratch = scratch.length == 0 ? new byte[SCRATCH] : scratch;
            int length = Math.min(scratch.length, from.limit() - at);
            from.get(at, scratch, 0, length);
            read(scratch, 0, length);
        }
    }

    private void read(byte[] from, int start, int to) {
        int at = start;
        while (at < to && state != State.OVER) {
            at = switch (state) {
                case PREAMBLE, CONTENT -> content(from, at, to);
                default -> head(from[at], at);
            };
        }
    }

    /** Goes on to the end of the content, or of what there is of it. */
    private int content(byte[] from, int at, int to) {
        int found = inTail(from, at, to);
        if (found < 0) {
            found = find(from, at, to);
        }
        if (found >= 0) {
            length = Math.max(0, length + found - at - delimiter.length);
            tailLength = 0;
            over();
            state = State.BOUNDARY;
            hyphens = 0;
            return found;
        }
        length += to - at;
        keepTail(from, at, to);
        if (state == State.PREAMBLE && length > LONGEST_PREAMBLE) {
            state = State.OVER;
        }
        return to;
    }

    /** Behind a delimiter that began in what was read before; -1 if there is none. */
    private int inTail(byte[] from, int at, int to) {
        for (int start = 0; start < tailLength; start++) {
            int i = 0;
            while (i < delimiter.length) {
                int next = start + i;
                if (next >= tailLength && at + next - tailLength >= to) {
                    i = -1; // not all of it is there yet
                    break;
                }
                byte there = next < tailLength ? tail[next] : from[at + next - tailLength];
                if (there != delimiter[i]) {
                    break;
                }
                i++;
            }
            if (i == delimiter.length) {
                return at + start + i - tailLength;
            }
        }
        return -1;
    }

    /** Behind the first delimiter that lies within; -1 if there is none. */
    private int find(byte[] from, int at, int to) {
        int last = delimiter.length - 1;
        for (int end = at + last; end < to; ) {
            int skip = skips[pair(from[end - 1], from[end])];
            if (skip == last) {
                // By a constant: the processor need not wait for these bytes to look at the next ones.
                end += last;
            } else if (skip > 0) {
                end += skip;
            } else if (Arrays.equals(from, end - last, end + 1, delimiter, 0, delimiter.length)) {
                return end + 1;
            } else {
                end += again;
            }
        }
        return -1;
    }

    private void keepTail(byte[] from, int at, int to) {
        int more = Math.min(to - at, tail.length);
        int stay = Math.min(tailLength, tail.length - more);
        System.arraycopy(tail, tailLength - stay, tail, 0, stay);
        System.arraycopy(from, to - more, tail, stay, more);
        tailLength = stay + more;
    }

    private int head(byte next, int at) {
        if (state == State.BOUNDARY) {
            if (next == '-') {
                if (++hyphens == 2) {
                    state = State.OVER;
                    end.run();
                }
            } else if (next == LF) {
                state = State.HEAD;
                headLength = 0;
                line = 0;
            }
            return at + 1;
        }
        if (headLength < LONGEST_HEAD) {
            if (headLength == head.length) {
                head = Arrays.copyOf(head, headLength * 2);
            }
            head[headLength++] = next;
        }
        // What is too long to keep is still followed to its empty line.
        boolean empty = next == LF && line == 0;
        line = next == LF ? 0 : next == CR ? line : line + 1;
        if (empty) {
            state = State.CONTENT;
            length = 0;
            // The delimiter may follow at once: its line break is then the one that ends the head.
            tail[0] = CR;
            tail[1] = LF;
            tailLength = 2;
        }
        return at + 1;
    }

    /** A part is over, or what stands in front of the first. */
    private void over() {
        if (state == State.CONTENT) {
            Sent file = HeaderValue.file(head, headLength, length);
            if (file != null) {
                files.accept(file);
            }
        }
    }

    /** What a part is that was not read to its end. */
    @Nullable
    Sent unfinished() {
        return state == State.CONTENT ? HeaderValue.file(head, headLength, length) : null;
    }
}

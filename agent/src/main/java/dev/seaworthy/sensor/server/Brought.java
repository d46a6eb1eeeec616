package dev.seaworthy.sensor.server;

import dev.seaworthy.context.RequestValues;
import java.lang.ref.WeakReference;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What came with one request. Holds the server's object weakly and asks it only when somebody asks this; and of the body
 * no more than the application has read, at most {@value #MOST_BODY} characters, for routes only that were asked of once.
 * Where a server uses its object again for the next request, only the thread that began the request is answered.
 */
abstract class Brought extends WeakReference<Object> implements RequestValues {

    static final int MOST_BODY = 8_192;
    private static final int LONGEST_SOURCE = 40;
    private static final int MOST_ROUTES = 500;
    private static final Set<String> WANTED = ConcurrentHashMap.newKeySet();

    private static final LongAdder DROPPED = new LongAdder();

    private static volatile boolean asked;

    private static final long ANY = -1;

    private final long thread;
    private final String route;
    private byte @Nullable [] bytes;
    private int length;
    private @Nullable StringBuilder text;
    private int lastRead;
    private int lastBuffer;
    boolean parsed;

    /** @param reused whether the server uses its object again for the next request */
    Brought(Object request, String route, boolean reused) {
        super(request);
        this.route = route;
        this.thread = reused ? Thread.currentThread().getId() : ANY;
    }

    /** Whether anybody ever asked: until then no application's reading need be seen. */
    static boolean isAsked() {
        return asked;
    }

    /** How many requests were asked about whose route is one too many for their bodies to be kept, since the last call. */
    static long takeDropped() {
        return DROPPED.sumThenReset();
    }

    /** What the request says without its body. */
    abstract void plain(Object request, Visitor visitor);

    @Override
    public final void each(Visitor visitor) {
        Object request = get();
        if (request == null || !isMine()) {
            return;
        }
        if (WANTED.size() < MOST_ROUTES) {
            asked |= WANTED.add(route);
        } else if (!WANTED.contains(route)) {
            DROPPED.increment();
        }
        plain(request, visitor);
        String read = null;
        String written = null;
        synchronized (this) {
            read = bytes == null ? null : new String(bytes, 0, length, StandardCharsets.UTF_8);
            written = text == null ? null : text.toString();
        }
        if (read != null) {
            Leaves.of(read, visitor);
        }
        if (written != null) {
            Leaves.of(written, visitor);
        }
    }

    private boolean isMine() {
        return thread == ANY || Thread.currentThread().getId() == thread;
    }

    /** Whether anybody asked for what comes with requests of its route. */
    final boolean isWanted() {
        return asked && WANTED.contains(route);
    }

    /** The application read {@code read} bytes or characters of the body into {@code buffer}. */
    final void read(@Nullable Object buffer, int from, int read) {
        if (!isMine() || !isWanted()) {
            return;
        }
        if (buffer instanceof byte[] array && from >= 0 && from + read <= array.length) {
            keep(ByteBuffer.wrap(array, from, read));
        } else if (buffer instanceof char[] array && from >= 0 && from + read <= array.length) {
            StringBuilder kept = chars();
            kept.append(array, from, Math.min(read, Math.max(0, MOST_BODY - kept.length())));
        }
    }

    /** These bytes of the body were read; the buffer stays as it is. */
    final synchronized void keep(ByteBuffer read) {
        int now = Math.min(read.remaining(), MOST_BODY - length);
        if (now <= 0) {
            return;
        }
        byte[] kept = bytes;
        if (kept == null) {
            kept = new byte[Math.max(512, now)];
        } else if (length + now > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(MOST_BODY, Math.max(length + now, kept.length * 2)));
        }
        read.get(read.position(), kept, length, now);
        bytes = kept;
        length += now;
    }

    /** The same for {@code read(buffer)}, which may have called the one that is told of already. */
    final void readWhole(@Nullable Object buffer, int read) {
        if (lastRead != read || lastBuffer != System.identityHashCode(buffer)) {
            read(buffer, 0, read);
        }
        lastRead = 0;
    }

    final void remember(@Nullable Object buffer, int from, int read) {
        lastRead = from == 0 ? read : 0;
        lastBuffer = System.identityHashCode(buffer);
    }

    /** The application read a line of the body. */
    final void line(String line) {
        if (isMine() && isWanted()) {
            StringBuilder kept = chars();
            int room = MOST_BODY - kept.length();
            if (room > 1) {
                kept.append(line, 0, Math.min(line.length(), room - 1)).append('\n');
            }
        }
    }

    private StringBuilder chars() {
        StringBuilder kept = text;
        if (kept == null) {
            kept = new StringBuilder();
            text = kept;
        }
        return kept;
    }

    static void path(@Nullable String path, Visitor visitor) {
        if (path == null) {
            return;
        }
        int at = 0;
        for (String part : path.split("/")) {
            int end = part.indexOf(';');
            visitor.value(
                    "path", "path " + at++, decoded((end < 0 ? part : part.substring(0, end)).replace("+", "%2B")));
        }
    }

    static void query(@Nullable String query, String kind, Visitor visitor) {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&")) {
            int is = pair.indexOf('=');
            if (is > 0) {
                String name = source(kind, decoded(pair.substring(0, is)));
                visitor.value(name, name, decoded(pair.substring(is + 1)));
            }
        }
    }

    static void header(String name, @Nullable String value, Visitor visitor) {
        if (value == null || Standard.isHeader(name)) {
            return;
        }
        if (!name.equalsIgnoreCase("cookie")) {
            String source = source("header", name.toLowerCase(Locale.ROOT));
            visitor.value(source, source, value);
            return;
        }
        for (String pair : value.split(";")) {
            int is = pair.indexOf('=');
            if (is > 0) {
                String source = source("cookie", pair.substring(0, is).trim());
                visitor.value(source, source, decoded(pair.substring(is + 1).trim()));
            }
        }
    }

    /** A name as the request gives it, fit for a message. */
    static String source(String kind, String name) {
        StringBuilder source = new StringBuilder(kind).append(' ');
        for (int i = 0; i < name.length() && i < LONGEST_SOURCE; i++) {
            char c = name.charAt(i);
            boolean plain = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '[' || c == ']';
            source.append(plain ? c : '_');
        }
        return source.toString();
    }

    static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}

package dev.seaworthy.context;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** Where classes come from: a directory, a jar, a jar in a jar, a web application. Thread-safe. */
final class CodeBase {

    /** Classes without a place to come from. */
    static final CodeBase NONE = new CodeBase("", null);

    /** What kind of place it is, by its address alone. */
    enum Kind {
        /** Nothing is known of it. */
        UNKNOWN,
        /** Only applications lie there: a class directory, {@code BOOT-INF/classes}, {@code WEB-INF/classes}. */
        CLASSES,
        /** A jar, alone or in another one. */
        ARCHIVE,
        /** A whole web or enterprise application: its own classes and its libraries under one address. */
        DEPLOYMENT
    }

    final String location;
    final Kind kind;
    /** What defined the first class that was seen of it. */
    final WeakReference<@Nullable ClassLoader> loader;
    /** What its files say of who made it; null until the agent's thread has looked. */
    private volatile @Nullable Publication publication;

    private volatile boolean lined;

    CodeBase(String location, @Nullable ClassLoader loader) {
        this.location = location;
        this.loader = new WeakReference<>(loader);
        this.kind = kind(location);
    }

    @Nullable
    Publication publication() {
        return publication;
    }

    void learn(Publication found) {
        publication = found;
    }

    /** Whether any frame of its classes had a line. */
    boolean isLined() {
        return lined;
    }

    void lined() {
        if (!lined) {
            lined = true;
        }
    }

    /** Whether it was put into a server, or into a launcher that works like one. */
    boolean isDeployed() {
        return kind == Kind.DEPLOYMENT || location.contains("WEB-INF/");
    }

    private static Kind kind(String location) {
        if (location.contains("BOOT-INF/classes") || location.contains("WEB-INF/classes")) {
            return Kind.CLASSES;
        }
        String path = location;
        while (path.endsWith("/") || path.endsWith("!")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.endsWith(".war") || path.endsWith(".ear") || path.endsWith(".rar")) {
            return Kind.DEPLOYMENT;
        }
        if (path.endsWith(".jar") || path.endsWith(".zip")) {
            return Kind.ARCHIVE;
        }
        // Exploded: a directory. What an agent or a library was loaded from ends with its jar.
        return location.startsWith("file:") && location.endsWith("/") ? Kind.CLASSES : Kind.UNKNOWN;
    }
}

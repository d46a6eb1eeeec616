package dev.seaworthy.context;

import dev.seaworthy.context.Publication.Artifact;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out on the agent's thread whose a class may be that its name and address do not tell: reads what its archive says
 * of itself, and whether frameworks call it. Bounded.
 */
final class Researches {

    private static final int MOST_WAITING = 8_192;
    private static final int MOST_A_TIME = 256;
    private static final long MOST_NANOS = 200_000_000L;
    private static final int MOST_ROOTS = 1_024;

    /** Annotations that document code and have nobody call it. */
    private static final String[] DOCUMENTING = {"javax.annotation.", "org.jspecify.", "org.apiguardian."};

    private final Ownership ownership;
    private final Queue<Code> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    /** Roots of what was published, as far as seen. */
    private final Set<String> published = new LinkedHashSet<>();
    /** What the application's own archives were built as. */
    private final Set<Artifact> built = ConcurrentHashMap.newKeySet();

    private final ClassFiles files = new ClassFiles();

    Researches(Ownership ownership) {
        this.ownership = ownership;
    }

    /** A class whose owner is open; any thread. */
    void add(Code code) {
        if (size.get() < MOST_WAITING) {
            size.incrementAndGet();
            waiting.add(code);
        }
    }

    /** Whether the application was built in that version of that group. */
    boolean isApplications(Artifact artifact) {
        return built.contains(artifact);
    }

    /** Looks into what waits, for a bounded time; agent's thread. */
    void work() {
        long began = System.nanoTime();
        try {
            for (int i = 0; i < MOST_A_TIME && System.nanoTime() - began < MOST_NANOS; i++) {
                Code code = waiting.poll();
                if (code == null) {
                    return;
                }
                size.decrementAndGet();
                look(code);
            }
        } finally {
            files.close();
        }
    }

    private void look(Code code) {
        if (code.lines == Code.Lines.MISSING) {
            code.lines = isMade(code) ? Code.Lines.MADE : Code.Lines.LEFT_OUT;
            ownership.more();
        }
        if (code.lines == Code.Lines.MADE || ownership.isSaid()) {
            return;
        }
        if (PublicRoots.libraryOf(code.name) != null && code.owner(ownership) == Ownership.Owner.LIBRARY) {
            return;
        }
        CodeBase base = code.base;
        if (base.publication() == null) {
            base.learn(read(base));
            ownership.more();
        }
        Publication known = base.publication();
        if (known != null && known.named() && !known.isMixed()) {
            ownership.isPublished(code.name);
        }
        switch (code.owner(ownership)) {
            case LIBRARY -> {
                if (published.size() < MOST_ROOTS) {
                    published.add(ApplicationRoots.cut(Ownership.packageOf(code.name), 2));
                }
            }
            case POSSIBLE -> {
                if (code.called || isAnnotated(code)) {
                    isApplications(code, known);
                }
            }
            case APPLICATION -> isApplications(code, known);
            default -> {}
        }
    }

    /** Whether it came from nowhere, or from where there is no file of it. */
    private boolean isMade(Code code) {
        return switch (code.base.kind) {
            case CLASSES, ARCHIVE -> files.lacks(code.base.location, code.name);
            case UNKNOWN -> code.base == CodeBase.NONE;
            case DEPLOYMENT -> false; // its classes may lie in any archive within
        };
    }

    private void isApplications(Code code, @Nullable Publication known) {
        ownership.isApplications(code.name);
        if (code.base.isDeployed()) {
            ownership.isDeployed(code);
        }
        if (known != null && known.artifacts().size() == 1 && built.addAll(known.artifacts())) {
            ownership.more();
        }
    }

    private Publication read(CodeBase base) {
        Archive archive = files.archive(base.location);
        try {
            return archive == null ? Publication.ofBundle(base.loader.get()) : Publication.of(archive);
        } catch (IOException | RuntimeException unreadable) {
            return Publication.UNREADABLE;
        }
    }

    /** Whether frameworks call it, by what it is annotated with. */
    private boolean isAnnotated(Code code) {
        ClassFile file = files.find(code.base.location, code.name);
        try {
            return file != null && isCalled(file.annotations());
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    private boolean isCalled(List<String> annotations) {
        for (String type : annotations) {
            boolean library = PublicRoots.libraryOf(type) != null
                    || published.contains(ApplicationRoots.cut(Ownership.packageOf(type), 2));
            if (library && !startsWithAny(type, DOCUMENTING)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

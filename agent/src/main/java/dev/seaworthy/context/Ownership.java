package dev.seaworthy.context;

import dev.seaworthy.context.Publication.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whose code is it: the application is what was deployed and nobody published as a library, whatever it is packed in.
 * Thread-safe; keeps no class and no loader alive; bounded.
 *
 * <p>Certain are classes that lie where only applications lie, and what shares a package root with them, with the main
 * class, or with classes that frameworks call. A jar that bears no mark of having been published may be the application's:
 * its line counts if nothing certain is on the stack. {@link Researches} find out more on the agent's thread; each judgement
 * is made anew when more is known.
 */
final class Ownership {

    /** Whose code a class is, by what is known now. */
    enum Owner {
        /** The JDK, or the runtime of another JVM language: passed through. */
        PLATFORM,
        /** A library, a framework, a server, another agent. */
        LIBRARY,
        /** Nobody published it, as far as is known, and nothing links it with the application. */
        POSSIBLE,
        /** The application. */
        APPLICATION
    }

    private static final int MOST_LEARNED = 1 << 28;

    private final List<String> configured;
    private final ApplicationRoots roots = new ApplicationRoots();
    private final CodeReader read = new CodeReader();
    private final AtomicInteger learned = new AtomicInteger();
    private final Researches researches = new Researches(this);
    private final ClassValue<Code> codes = new ClassValue<>() {
        @Override
        protected Code computeValue(Class<?> type) {
            return code(type);
        }
    };
    private volatile @Nullable Launch launch;
    /** Whether what was launched lies, with others of its root, where only applications lie. */
    private volatile boolean mainIsCertain;

    /** What was launched; {@code packageName} is empty if that says nothing of the application. */
    private record Launch(
            String main, String packageName, @Nullable String jar) {}

    /** @param packages comma list of package prefixes that the user says are the application's; null or {@code auto} = find out */
    Ownership(@Nullable String packages) {
        List<String> list = new ArrayList<>();
        if (packages != null && !packages.equals("auto")) {
            for (String part : packages.split(",")) {
                String trimmed = part.trim();
                if (!trimmed.isEmpty()) {
                    list.add(trimmed.endsWith("*") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
                }
            }
        }
        configured = List.copyOf(list);
    }

    /** The same where it is known what was launched. */
    Ownership(@Nullable String packages, String main, @Nullable String jar) {
        this(packages);
        Launch known = launch(main, jar);
        launch = known;
        isApplications(known.packageName.isEmpty() ? "" : main);
    }

    /** What is known of a class; the same object each time. */
    Code of(Class<?> type) {
        return codes.get(type);
    }

    /** Rises whenever more is known, so that judgements are made anew. */
    int learned() {
        return learned.get();
    }

    /** Finds out more about what was seen since the last time; agent's thread. */
    void research() {
        researches.work();
    }

    /** Whether the user said whose code it is. */
    boolean isSaid() {
        return !configured.isEmpty();
    }

    /** A frame of that class was on a stack. */
    void sees(Code code, boolean hasLine) {
        if (hasLine) {
            code.base.lined();
        } else if (code.lines == Code.Lines.THERE) {
            code.lines = Code.Lines.MISSING;
            researches.add(code);
        }
    }

    /** Package roots that are taken for the application's, as the user said or as far as they are known. */
    List<String> roots() {
        return configured.isEmpty() ? roots.all() : configured;
    }

    Owner judge(Code code) {
        switch (code.kind) {
            case OURS, REFLECTION, PLATFORM -> {
                return Owner.PLATFORM;
            }
            case NOBODY -> {
                return Owner.LIBRARY;
            }
            default -> {}
        }
        if (code.lines == Code.Lines.MADE) {
            return Owner.LIBRARY;
        }
        if (!configured.isEmpty()) {
            return startsWithAny(code.name, configured) ? Owner.APPLICATION : Owner.LIBRARY;
        }
        launched();
        if (code.base.kind == CodeBase.Kind.CLASSES) {
            return Owner.APPLICATION;
        }
        if (PublicRoots.isRelocated(code.name)) {
            return Owner.LIBRARY;
        }
        if (roots.cover(code.name)) {
            return Owner.APPLICATION;
        }
        if (PublicRoots.libraryOf(code.name) != null || code.base == CodeBase.NONE) {
            return Owner.LIBRARY;
        }
        return byPublication(code);
    }

    private Owner byPublication(Code code) {
        Publication known = code.base.publication();
        Launch started = launched();
        boolean isMains =
                started.packageName.isEmpty() && code.name.indexOf('.') < 0 && code.base.location.equals(started.jar);
        if (isMains) {
            return Owner.APPLICATION; // a main class without a package shares it with its neighbors
        }
        if (known == null) {
            return Owner.POSSIBLE;
        }
        for (Artifact artifact : known.artifacts()) {
            boolean its = known.artifacts().size() == 1 || code.name.startsWith(artifact.group() + ".");
            if (its && artifact.isWorking()) {
                return Owner.APPLICATION;
            }
            if (its && known.isMixed()) {
                return researches.isApplications(artifact) ? Owner.APPLICATION : Owner.LIBRARY;
            }
        }
        // What was launched or deployed whole bears the marks of all that was put into it.
        boolean marked = known.published()
                && !known.isMixed()
                && code.base.kind != CodeBase.Kind.DEPLOYMENT
                && !code.base.location.equals(started.jar);
        if (marked) {
            return Owner.LIBRARY;
        }
        return known.artifacts().size() == 1
                        && researches.isApplications(known.artifacts().get(0))
                ? Owner.APPLICATION
                : Owner.POSSIBLE;
    }

    /** A class of that name is the application's for certain. */
    void isApplications(String className) {
        if (roots.add(packageOf(className))) {
            more();
        }
    }

    /** A class of that name was published by somebody who names packages for good. */
    void isPublished(String className) {
        String name = packageOf(className);
        if (roots.cover(className) && roots.contest(name)) {
            more();
        }
    }

    /** Something is known that was not before. */
    void more() {
        if (learned.incrementAndGet() >= MOST_LEARNED) {
            learned.set(0);
        }
    }

    /**
     * An application was put into what was launched: if that shares no root with it, it was the server's launcher and is
     * not the application.
     */
    void isDeployed(Code code) {
        Launch started = launched();
        if (!mainIsCertain && !started.packageName.isEmpty() && !sharesRoot(code.name, started)) {
            launch = new Launch(started.main, "", null);
            if (roots.remove(started.packageName)) {
                more();
            }
        }
    }

    private static boolean sharesRoot(String className, Launch started) {
        return ApplicationRoots.cut(packageOf(className), 2).equals(ApplicationRoots.cut(started.packageName, 2));
    }

    private Launch launched() {
        Launch known = launch;
        if (known == null) {
            known = launch(Launched.mainClass(), Launched.jar());
            launch = known;
            isApplications(known.packageName.isEmpty() ? "" : known.main);
        }
        return known;
    }

    private static Launch launch(String main, @Nullable String jar) {
        boolean library = main.isEmpty() || PublicRoots.libraryOf(main) != null;
        return new Launch(main, library ? "" : packageOf(main), library ? null : jar);
    }

    private Code code(Class<?> type) {
        Code code = read.code(type);
        if (code.kind == Code.Kind.ORDINARY && configured.isEmpty()) {
            if (code.base.kind == CodeBase.Kind.CLASSES) {
                mainIsCertain |= sharesRoot(code.name, launched());
                isApplications(code.name);
                if (code.base.isDeployed()) {
                    isDeployed(code);
                }
            } else {
                researches.add(code);
            }
        }
        return code;
    }

    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

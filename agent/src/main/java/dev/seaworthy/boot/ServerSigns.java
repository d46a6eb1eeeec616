package dev.seaworthy.boot;

import dev.seaworthy.context.ClassFile;
import dev.seaworthy.context.Launched;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program that will listen has about it before it does: it has loaded classes of a server, or its own code names
 * some. Goes by the word that all servers are called by, not by whose they are. Agent's thread.
 */
final class ServerSigns implements Nature.Signs {

    /** Class files that are read at most. */
    private static final int MOST_READ = 300;

    /** Length of the word itself, which alone says too little. */
    private static final int WORD = 6;

    private final Instrumentation instrumentation;
    private final ClassLoader ours;

    /** @param ours the loader of the agent's own classes, which have a server's among them */
    ServerSigns(Instrumentation instrumentation, ClassLoader ours) {
        this.instrumentation = instrumentation;
        this.ours = ours;
    }

    @Override
    public boolean areThere() {
        return isLoaded(instrumentation.getAllLoadedClasses())
                || isNamedBy(Launched.mainClass(), name -> {
                    return ClassLoader.getSystemResourceAsStream(name + ".class");
                });
    }

    private boolean isLoaded(Class<?>[] loaded) {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        for (Class<?> type : loaded) {
            ClassLoader loader = type.getClassLoader();
            if (loader != null && loader != platform && loader != ours && isServers(type.getName(), '.')) {
                return true;
            }
        }
        return false;
    }

    /** Where class files are. */
    interface Source {
        /** @param name internal name */
        @Nullable
        InputStream open(String name);
    }

    /** Whether the program's own classes, from its main class on, or the library classes that these use, name a server. */
    static boolean isNamedBy(String mainClass, Source source) {
        String main = mainClass.replace('.', '/');
        String root = root(main);
        Set<String> known = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(main);
        for (int read = 0; read < MOST_READ && !open.isEmpty(); read++) {
            String name = open.remove();
            boolean own = root(name).equals(root);
            for (String named : namesIn(name, source)) {
                if (isServers(named, '/') || own && isCalledServer(named)) {
                    return true;
                }
                // A library's class may be what listens, but what that one uses says little of the program.
                if (own && !isJdks(named) && known.add(named)) {
                    open.add(named);
                }
            }
        }
        return false;
    }

    /** Whether a class is part of a server: {@code org.eclipse.jetty.server.Request}, {@code io.vertx.core.http.HttpServer}. */
    static boolean isServers(String name, char dot) {
        int last = name.lastIndexOf(dot);
        for (int from = 0; from <= last; ) {
            int to = name.indexOf(dot, from);
            String segment = name.substring(from, to);
            if (segment.equals("server") || segment.equals("webserver")) {
                return true;
            }
            from = to + 1;
        }
        String simple = name.substring(last + 1);
        return simple.length() > WORD && simple.endsWith("Server") && !simple.endsWith("MBeanServer");
    }

    /** The looser test for what the program itself names: {@code java.net.ServerSocket}, {@code io.grpc.ServerBuilder}. */
    private static boolean isCalledServer(String name) {
        String simple = name.substring(name.lastIndexOf('/') + 1);
        return simple.equals("Server")
                || simple.contains("ServerSocket")
                || simple.startsWith("Server") && simple.length() > WORD && Character.isUpperCase(simple.charAt(WORD));
    }

    private static boolean isJdks(String name) {
        return name.startsWith("java/")
                || name.startsWith("javax/")
                || name.startsWith("jdk/")
                || name.startsWith("sun/")
                || name.startsWith("[");
    }

    /** The first two segments of the package. */
    private static String root(String name) {
        int first = name.indexOf('/');
        int second = first < 0 ? -1 : name.indexOf('/', first + 1);
        return first < 0 ? "" : name.substring(0, second < 0 ? first : second);
    }

    /** The classes that a class names, by its constant pool. */
    private static Set<String> namesIn(String name, Source source) {
        Set<String> names = new HashSet<>();
        try (InputStream file = source.open(name)) {
            if (file != null) {
                names.addAll(ClassFile.read(file).classes());
            }
        } catch (IOException | RuntimeException unreadable) {
            // then it names nothing
        }
        return names;
    }
}

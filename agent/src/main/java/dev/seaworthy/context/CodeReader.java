package dev.seaworthy.context;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.ConcurrentHashMap;

/** Reads off a class what tells whose it is: its name, its loader, and the address that it came from. Thread-safe, bounded. */
final class CodeReader {

    private static final int MOST_BASES = 4_096;

    private static final String[] RUNTIMES = {"kotlin.", "scala.", "groovy.", "org.codehaus.groovy.", "clojure."};
    private static final String[] AGENTS = {
        "io.opentelemetry.javaagent.", "datadog.trace.", "co.elastic.apm.", "org.glowroot.", "com.newrelic."
    };

    private final ConcurrentHashMap<String, CodeBase> bases = new ConcurrentHashMap<>();

    Code code(Class<?> type) {
        String name = type.getName();
        Code.Kind kind = kind(type, name);
        CodeBase base = kind == Code.Kind.ORDINARY ? base(type) : CodeBase.NONE;
        boolean open = kind == Code.Kind.ORDINARY && base.kind != CodeBase.Kind.CLASSES;
        return new Code(name, kind, base, PrintStream.class.isAssignableFrom(type), open && Containers.call(type));
    }

    private static Code.Kind kind(Class<?> type, String name) {
        ClassLoader loader = type.getClassLoader();
        if (Walkers.isOurs(type)) {
            return Code.Kind.OURS;
        }
        if (isReflection(name)) {
            return Code.Kind.REFLECTION;
        }
        if (loader == null || loader == ClassLoader.getPlatformClassLoader() || startsWithAny(name, RUNTIMES)) {
            return Code.Kind.PLATFORM;
        }
        return isGenerated(type, name) || startsWithAny(name, AGENTS) ? Code.Kind.NOBODY : Code.Kind.ORDINARY;
    }

    /** Some of it is generated, by a loader of its own. */
    private static boolean isReflection(String name) {
        return name.startsWith("jdk.internal.reflect.")
                || name.equals("java.lang.reflect.Method")
                || name.equals("java.lang.reflect.Constructor");
    }

    /** What can be told at the first look; {@link Researches} find out the rest. */
    private static boolean isGenerated(Class<?> type, String name) {
        return Proxy.isProxyClass(type)
                || name.contains("$$SpringCGLIB$$")
                || name.contains("$$EnhancerBy")
                || name.contains("$$FastClassBy")
                || name.contains("_ClientProxy")
                || name.contains("$Proxy$_$$")
                || name.contains("_$$_j") // Javassist's
                || name.contains("$HibernateProxy$")
                || name.contains("$MockitoMock$");
    }

    private CodeBase base(Class<?> type) {
        String location = ClassFiles.address(type);
        if (location == null) {
            return CodeBase.NONE;
        }
        CodeBase known = bases.get(location);
        if (known == null) {
            CodeBase mine = new CodeBase(location, type.getClassLoader());
            CodeBase other = bases.size() < MOST_BASES ? bases.putIfAbsent(location, mine) : null;
            known = other == null ? mine : other;
        }
        return known;
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

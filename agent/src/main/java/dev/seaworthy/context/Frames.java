package dev.seaworthy.context;

import dev.seaworthy.observation.Place;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the application's own frames from those of libraries, servers and the JDK. Thread-safe; keeps no class alive. */
final class Frames {

    /** Whose frame it is. */
    enum Owner {
        /** The JDK, or the runtime of another JVM language: passed through. */
        PLATFORM,
        /** A library, a framework, a server, another agent. */
        LIBRARY,
        /** Surely the application: it lies where only applications lie. */
        APPLICATION,
        /** The application, judged by the launched jar or the main class's packages. */
        LAUNCHED
    }

    private static final String[] RUNTIMES = {"kotlin.", "scala.", "groovy.", "org.codehaus.groovy.", "clojure."};
    private static final String[] AGENTS = {
        "io.opentelemetry.javaagent.", "datadog.trace.", "co.elastic.apm.", "org.glowroot.", "com.newrelic."
    };
    /** Launchers whose own jar is never the application. */
    private static final String[] LAUNCHERS = {
        "org.springframework.boot.loader.",
        "org.apache.catalina.",
        "org.eclipse.jetty.",
        "org.jboss.",
        "io.quarkus.bootstrap.",
        "org.apache.maven.surefire.",
        "org.gradle.",
        "org.junit.",
        "com.intellij.",
        "org.codehaus.plexus.classworlds."
    };

    private final List<String> configured;
    private final ClassValue<Owner> owners = new ClassValue<>() {
        @Override
        protected Owner computeValue(Class<?> type) {
            return judge(type);
        }
    };
    private volatile boolean certain;
    private volatile @Nullable Launch launch;

    private record Launch(String root, @Nullable String jar) {}

    /** {@code packages}: comma list of package prefixes that the user says are the application's; null or {@code auto} = find out. */
    Frames(@Nullable String packages) {
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

    Owner owner(Class<?> type) {
        Owner owner = owners.get(type);
        if (owner == Owner.APPLICATION) {
            certain = true;
        } else if (owner == Owner.LAUNCHED && certain) {
            return Owner.LIBRARY;
        }
        return owner;
    }

    static Place place(StackWalker.StackFrame frame) {
        return new Place(
                frame.getClassName(), method(frame.getMethodName()), frame.getFileName(), frame.getLineNumber());
    }

    /** A lambda's body is named after its method: {@code lambda$main$0} is {@code main}. */
    static String method(String name) {
        if (name.startsWith("lambda$")) {
            int end = name.indexOf('$', 7);
            if (end > 7) {
                String host = name.substring(7, end);
                return host.equals("new") ? "<init>" : host.equals("static") ? "<clinit>" : host;
            }
        }
        return name;
    }

    private Owner judge(Class<?> type) {
        String name = type.getName();
        if (isPlatform(type, name)) {
            return Owner.PLATFORM;
        }
        if (!configured.isEmpty()) {
            for (String prefix : configured) {
                if (name.startsWith(prefix)) {
                    return Owner.APPLICATION;
                }
            }
            return Owner.LIBRARY;
        }
        if (startsWithAny(name, AGENTS) || startsWithAny(name, LAUNCHERS) || isGenerated(type, name)) {
            return Owner.LIBRARY;
        }
        String location = location(type);
        if (location != null && isApplicationLocation(location)) {
            return Owner.APPLICATION;
        }
        return isLaunched(name, location) ? Owner.LAUNCHED : Owner.LIBRARY;
    }

    private static boolean isPlatform(Class<?> type, String name) {
        ClassLoader loader = type.getClassLoader();
        return loader == null
                || loader == ClassLoader.getPlatformClassLoader()
                || name.startsWith("dev.seaworthy.boot.")
                || startsWithAny(name, RUNTIMES);
    }

    private static boolean isGenerated(Class<?> type, String name) {
        return java.lang.reflect.Proxy.isProxyClass(type)
                || name.contains("$$SpringCGLIB$$")
                || name.contains("$$EnhancerBy")
                || name.contains("$$FastClassBy")
                || name.contains("_ClientProxy")
                || name.contains("$Proxy$_$$");
    }

    static boolean isApplicationLocation(String location) {
        // Boot and wars: …!/BOOT-INF/classes!/, …/WEB-INF/classes/; exploded: a directory. Class files in an agent's or
        // library's jar have a location that ends with the jar.
        return location.contains("BOOT-INF/classes")
                || location.contains("WEB-INF/classes")
                || location.startsWith("file:") && location.endsWith("/");
    }

    private boolean isLaunched(String name, @Nullable String location) {
        Launch known = launch;
        if (known == null) {
            known = findLaunch();
            launch = known;
        }
        if (known.root.isEmpty()) {
            return location != null && location.equals(known.jar);
        }
        return name.startsWith(known.root)
                && name.length() > known.root.length()
                && name.charAt(known.root.length()) == '.';
    }

    private static Launch findLaunch() {
        String main = Launched.mainClass();
        if (main.isEmpty() || startsWithAny(main, LAUNCHERS)) {
            return new Launch("?", null);
        }
        return new Launch(Launched.root(main), Launched.jar());
    }

    private static @Nullable String location(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null || source.getLocation() == null
                    ? null
                    : source.getLocation().toString();
        } catch (RuntimeException noPermission) {
            return null;
        }
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

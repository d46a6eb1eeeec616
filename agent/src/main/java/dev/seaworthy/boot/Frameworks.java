package dev.seaworthy.boot;

import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * What the application is built with, judged by what it has loaded; the one whose advice fits best comes first. Looks
 * through the loaded classes, so it is asked for a report only, and seldom even then. Thread-safe; keeps no class.
 */
final class Frameworks {

    static final String SPRING_BOOT = "Spring Boot";
    static final String QUARKUS = "Quarkus";
    static final String SPRING = "Spring";
    static final String JAKARTA_EE = "Jakarta EE";

    private static final long KEPT_MILLIS = 30_000;

    private final Instrumentation instrumentation;
    private List<String> found = List.of();
    private long askedAt;

    Frameworks(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Their names, as rule pages have them; empty for plain Java. */
    synchronized List<String> found() {
        long now = System.currentTimeMillis();
        if (now - askedAt > KEPT_MILLIS) {
            askedAt = now;
            found = among(instrumentation.getAllLoadedClasses());
        }
        return found;
    }

    static List<String> among(Class<?>[] loaded) {
        boolean boot = false;
        boolean quarkus = false;
        boolean spring = false;
        boolean jakarta = false;
        for (Class<?> type : loaded) {
            switch (type.getName()) {
                case "org.springframework.boot.SpringApplication" -> boot = true;
                case "io.quarkus.runtime.Application", "io.quarkus.runtime.Quarkus" -> quarkus = true;
                case "org.springframework.context.ApplicationContext" -> spring = true;
                case "jakarta.servlet.Servlet", "javax.servlet.Servlet" -> jakarta |= isServers(type);
                case "jakarta.ws.rs.core.Application",
                        "javax.ws.rs.core.Application",
                        "jakarta.enterprise.inject.spi.BeanManager",
                        "javax.enterprise.inject.spi.BeanManager" -> jakarta = true;
                default -> {
                    // one of the many others
                }
            }
        }
        // Boot and Quarkus bring servlets and CDI themselves: the advice for a server of one's own would mislead.
        if (boot) {
            return List.of(SPRING_BOOT);
        }
        if (quarkus) {
            return List.of(QUARKUS);
        }
        if (spring) {
            return jakarta ? List.of(SPRING, JAKARTA_EE) : List.of(SPRING);
        }
        return jakarta ? List.of(JAKARTA_EE) : List.of();
    }

    /** Whether it comes with a server into which applications are put; a program that has a server in it brings its own. */
    private static boolean isServers(Class<?> type) {
        return type.getClassLoader() != ClassLoader.getSystemClassLoader();
    }
}

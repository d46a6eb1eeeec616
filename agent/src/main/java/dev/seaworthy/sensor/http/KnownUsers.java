package dev.seaworthy.sensor.http;

import dev.seaworthy.sensor.http.client.Clients;
import java.lang.StackWalker.Option;
import java.util.HashSet;
import java.util.Set;

/** Says who opens a socket, by the calling stack: a client that is watched anyway, a JDBC driver, or somebody else. */
final class KnownUsers {

    private static final int DEEPEST = 200;
    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final Set<String> WOVEN = woven();
    private static final Set<String> JDBC = Set.of(
            "java.sql.Driver", "java.sql.Connection", "javax.sql.CommonDataSource", "javax.sql.PooledConnection");

    private KnownUsers() {}

    /** The classes that the points of clients are in. */
    private static Set<String> woven() {
        Set<String> classes = new HashSet<>();
        for (String line : Clients.POINTS.split("\n")) {
            String[] words = line.split(" ");
            if (words.length > 2 && !words[0].startsWith("physical")) {
                classes.add(words[1].replace('/', '.'));
            }
        }
        return classes;
    }

    /** Whether one that is known is on the calling thread's stack. */
    static boolean areCalling() {
        return STACK.walk(frames -> frames.limit(DEEPEST)
                .map(StackWalker.StackFrame::getDeclaringClass)
                .anyMatch(type -> WOVEN.contains(type.getName()) || isJdbc(type)));
    }

    private static boolean isJdbc(Class<?> type) {
        for (Class<?> one = type; one != null && one.getClassLoader() != null; one = one.getSuperclass()) {
            for (Class<?> also : one.getInterfaces()) {
                if (JDBC.contains(also.getName()) || also.getInterfaces().length > 0 && isJdbc(also)) {
                    return true;
                }
            }
        }
        return false;
    }
}

package dev.seaworthy.sensor.work;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.discover.Lineages;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what takes JMS messages, whoever delivers them, and has it woven: classes that implement {@code
 * MessageListener}, and where a lambda or a method reference does, the method behind it. Looks from when the interface is
 * loaded, each second at first. Agent's thread only.
 */
final class Listeners {

    private static final String JAKARTA = "jakarta.jms.";
    private static final String JAVAX = "javax.jms.";
    private static final String METHOD = "onMessage";
    private static final String LAMBDA = "lambda$";
    private static final String HIDDEN = "$$Lambda";
    private static final long PAUSE_MILLIS = 900;
    private static final long LATER_PAUSE_MILLIS = 30_000;
    /** So often it looks in short intervals: while a program starts. */
    private static final int OFTEN = 60;

    private final Late late;
    private final Lineages lineages;
    private final Receiver receiver;
    private final int op;
    private final Set<Class<?>> known = Collections.newSetFromMap(new WeakHashMap<>());
    private int looks;
    private int before;
    private long due;

    Listeners(Late late, Receiver receiver, int op) {
        this.late = late;
        this.lineages = new Lineages(late, known -> false);
        this.receiver = receiver;
        this.op = op;
    }

    void tick(long now) {
        if (now >= due) {
            due = now + (++looks < OFTEN ? PAUSE_MILLIS : LATER_PAUSE_MILLIS);
            List<Class<?>> loaded = late.loaded();
            if (loaded.size() != before) {
                before = loaded.size();
                look(loaded);
            }
        }
    }

    private void look(List<Class<?>> loaded) {
        Map<Class<?>, List<Hook>> batch = new LinkedHashMap<>();
        Map<Class<?>, String> apis = new HashMap<>();
        Map<String, Class<?>> lambdas = new HashMap<>();
        for (Class<?> type : loaded) {
            String api = type.getClassLoader() == null ? "" : api(type, apis);
            if (!api.isEmpty() && known.add(type)) {
                if (type.isHidden()) {
                    lambdas.put(host(type), type);
                    bound(type, api, batch);
                } else {
                    lineages.gather(batch, type, (owner, into) -> into.add(taking(owner, METHOD, descriptor(api), 0)));
                }
            }
        }
        if (!lambdas.isEmpty()) {
            for (Class<?> type : loaded) {
                Class<?> lambda = lambdas.get(type.getName());
                if (lambda != null && lambda.getClassLoader() == type.getClassLoader()) {
                    behind(type, api(lambda, apis), batch);
                }
            }
        }
        lineages.weave(batch);
    }

    /** The name of the class that made a lambda. */
    private static String host(Class<?> lambda) {
        int end = lambda.getName().indexOf(HIDDEN);
        return end < 0 ? "" : lambda.getName().substring(0, end);
    }

    /** The lambdas of a class; if it has none, it gave a reference to a method, of its own perhaps. */
    private void behind(Class<?> host, String api, Map<Class<?>, List<Hook>> batch) {
        List<Hook> found = takers(host, api, true);
        add(batch, host, found.isEmpty() ? takers(host, api, false) : found);
    }

    /** A reference to a method of an object keeps that object. */
    private void bound(Class<?> lambda, String api, Map<Class<?>, List<Hook>> batch) {
        try {
            for (Field kept : lambda.getDeclaredFields()) {
                Class<?> type = kept.getType();
                if (!type.isInterface()
                        && type.getClassLoader() != null
                        && !host(lambda).equals(type.getName())) {
                    add(batch, type, takers(type, api, false));
                }
            }
        } catch (LinkageError | RuntimeException unreadable) {
            return; // what it names is not there
        }
    }

    private static void add(Map<Class<?>, List<Hook>> batch, Class<?> type, List<Hook> found) {
        if (!found.isEmpty()) {
            batch.computeIfAbsent(type, any -> new ArrayList<>()).addAll(found);
        }
    }

    /** Methods that could be what takes messages: lambdas with one at the end, or others with nothing but one. */
    private List<Hook> takers(Class<?> type, String api, boolean lambdas) {
        List<Hook> found = new ArrayList<>();
        String owner = type.getName().replace('.', '/');
        try {
            for (Method method : type.getDeclaredMethods()) {
                Class<?>[] parameters = method.getParameterTypes();
                int last = parameters.length - 1;
                boolean takes = last >= 0
                        && method.getReturnType() == void.class
                        && parameters[last].getName().equals(api.concat("Message"));
                if (takes && lambdas && method.getName().contains(LAMBDA)) {
                    found.add(taking(owner, method.getName(), null, last));
                } else if (takes && !lambdas && last == 0 && !method.isBridge()) {
                    found.add(taking(owner, method.getName(), descriptor(api), 0));
                }
            }
        } catch (LinkageError | RuntimeException unreadable) {
            found.clear(); // what it names is not there
        }
        return found;
    }

    private Hook taking(String owner, String method, @Nullable String descriptor, int message) {
        return Hook.on("work.jms", owner, method, descriptor, receiver, op)
                .give(message)
                .atEntry()
                .atExit()
                .atThrow()
                .optional();
    }

    private static String descriptor(String api) {
        return "(L" + api.replace('.', '/') + "Message;)V";
    }

    /** The API whose listener a class is, empty if it is none. */
    private static String api(Class<?> type, Map<Class<?>, String> apis) {
        String before = apis.get(type);
        if (before != null) {
            return before;
        }
        String found = "";
        try {
            found = named(type);
            for (Class<?> one : type.getInterfaces()) {
                found = found.isEmpty() ? api(one, apis) : found;
            }
            Class<?> above = type.getSuperclass();
            found = found.isEmpty() && above != null ? api(above, apis) : found;
        } catch (LinkageError halfLoaded) {
            found = ""; // it is what it is to nobody
        }
        apis.put(type, found);
        return found;
    }

    private static String named(Class<?> type) {
        if (!type.isInterface() || !type.getSimpleName().equals("MessageListener")) {
            return "";
        }
        String name = type.getPackageName().concat(".");
        return name.equals(JAKARTA) || name.equals(JAVAX) ? name : "";
    }
}

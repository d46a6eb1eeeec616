package dev.seaworthy.boot;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** The hooks that were found while the application runs, and the classes that have them. One thread at a time. */
final class LateHooks {

    /** So many copies of one class are woven that were loaded, each by another loader, before it was found. */
    private static final int MOST_COPIES = 128;

    private final Instrumentation instrumentation;
    private final Loaded loaded;
    private final HookTable table;
    private final Weaver weaver;
    private final HookStatus status;
    private final Counts dropped;
    private final Set<String> hooks = new HashSet<>();
    /** Whether a class has its hooks: the JVM may have refused them, and the table, too. */
    private final Map<Class<?>, Boolean> woven = new WeakHashMap<>();
    /** Of each name that has come again from another loader, how many did. */
    private final Map<String, Integer> copies = new HashMap<>();

    LateHooks(
            Instrumentation instrumentation,
            Loaded loaded,
            HookTable table,
            Weaver weaver,
            HookStatus status,
            Counts dropped) {
        this.instrumentation = instrumentation;
        this.loaded = loaded;
        this.table = table;
        this.weaver = weaver;
        this.status = status;
        this.dropped = dropped;
    }

    /**
     * All classes that are news in one batch: each retransformation stops the world. With the first copy of a class that
     * another loader has, all others come along, so that a thousand loaders do not cost a thousand batches.
     */
    void weave(Map<Class<?>, List<Hook>> hierarchy) {
        List<Class<?>> news = new ArrayList<>();
        Set<String> copied = new HashSet<>();
        for (Map.Entry<Class<?>, List<Hook>> one : hierarchy.entrySet()) {
            Class<?> type = one.getKey();
            boolean added = add(one.getValue());
            // A class of the same name in another loader has its hooks in the table, but not in its bytes.
            if (!added && woven.containsKey(type)) {
                continue;
            }
            if (!added && weaver.isBornWith(type)) {
                woven.put(type, true);
                continue;
            }
            if (!instrumentation.isModifiableClass(type)) {
                refuse(type);
            } else if (added) {
                woven.put(type, true);
                news.add(type);
            } else {
                String name = type.getName().replace('.', '/');
                if (!copies.containsKey(name)) {
                    copied.add(name);
                }
                take(type, name, news);
            }
        }
        if (!copied.isEmpty()) {
            for (Class<?> copy : loaded.of(copied)) {
                if (!woven.containsKey(copy) && !weaver.isBornWith(copy)) {
                    take(copy, copy.getName().replace('.', '/'), news);
                }
            }
        }
        loaded.retransform(news).forEach(this::refuse);
    }

    /** Another copy, unless there were many already: what they show has been seen at those. */
    private void take(Class<?> copy, String name, List<Class<?>> news) {
        int count = copies.merge(name, 1, Integer::sum);
        woven.put(copy, count <= MOST_COPIES);
        if (count <= MOST_COPIES) {
            news.add(copy);
        } else {
            dropped.add("late-copies", 1);
        }
    }

    /** Whether any of them is new to the table. */
    private boolean add(List<Hook> wanted) {
        boolean news = false;
        for (Hook hook : wanted) {
            if (!hooks.contains(key(hook)) && table.add(hook)) {
                hooks.add(key(hook));
                news = true;
            }
        }
        return news;
    }

    private void refuse(Class<?> type) {
        woven.put(type, false);
        dropped.add("late-refused", 1);
        status.refused(type.getName().replace('.', '/'));
    }

    /** Whether that class has all of them. */
    boolean isWoven(Class<?> type, List<Hook> wanted) {
        boolean all = Boolean.TRUE.equals(woven.get(type));
        for (Hook hook : wanted) {
            all &= hooks.contains(key(hook));
        }
        return all;
    }

    private static String key(Hook hook) {
        return hook.owner() + "." + hook.signature();
    }
}

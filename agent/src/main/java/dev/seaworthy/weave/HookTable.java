package dev.seaworthy.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hooks by the class that they go into. Filled before the transformer is added; later additions copy the map. */
public final class HookTable {

    private volatile Map<String, List<Hook>> byOwner = new HashMap<>();
    private volatile Hook[] byId = new Hook[0];

    /** Adds a hook; from any thread. */
    public synchronized void add(Hook hook) {
        if (hook.gives.length > 3 || hook.points == 0) {
            throw new IllegalArgumentException("hook " + hook.name + " gives too much or is nowhere");
        }
        Hook[] longer = new Hook[byId.length + 1];
        System.arraycopy(byId, 0, longer, 0, byId.length);
        hook.id = byId.length;
        longer[hook.id] = hook;
        byId = longer;
        Map<String, List<Hook>> copy = new HashMap<>(byOwner);
        List<Hook> hooks = new ArrayList<>();
        List<Hook> before = copy.get(hook.owner);
        if (before != null) {
            hooks.addAll(before);
        }
        hooks.add(hook);
        copy.put(hook.owner, hooks);
        byOwner = copy;
    }

    /** The hooks of a class, null for all the classes that we don't know. */
    public @Nullable List<Hook> of(String internalName) {
        return byOwner.get(internalName);
    }

    /** The hook with that number. */
    public Hook get(int id) {
        return byId[id];
    }

    /** Hooks so far. */
    public int size() {
        return byId.length;
    }

    /** Internal names of all classes with hooks. */
    public Iterable<String> owners() {
        return byOwner.keySet();
    }
}

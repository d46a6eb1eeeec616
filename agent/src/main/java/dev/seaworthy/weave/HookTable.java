package dev.seaworthy.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hooks by the class that they go into. Filled before the transformer is added; later additions copy the map. Takes
 * {@value #MOST} hooks at most, and counts those that it refuses. Thread-safe.
 */
public final class HookTable {

    /** How many hooks it takes; their numbers lie in a row. */
    public static final int MOST = 4096;

    /** How many classes of libraries that were moved to another package are woven, by name. */
    private static final int MOST_MOVED = 256;

    private final int first;
    /** Classes that are known by the end of their names, without their first package. */
    private volatile String[] movable = {};

    private int moved;
    private volatile Map<String, List<Hook>> byOwner = new HashMap<>();
    private volatile Hook[] byId = new Hook[128];
    private int size;
    private boolean live;
    private boolean closed;
    private long refused;
    private volatile @Nullable Hook firstRefused;

    public HookTable() {
        this(0);
    }

    /**
     * @param first the number of its first hook, which follows the last one of a table whose woven code may still be
     *     running; behind the greatest number comes the least
     */
    public HookTable(int first) {
        this.first = first;
    }

    /** From now on transformers read the table: additions no longer change it in place. */
    public synchronized void goLive() {
        live = true;
    }

    /**
     * Adds a hook; from any thread.
     *
     * @return whether it was taken: not when {@link #MOST} are there, nor when the table has been closed
     */
    public synchronized boolean add(Hook hook) {
        if (hook.gives.length > 3 || hook.points == 0 || hook.op < 0 || hook.op >= Receiver.EXIT) {
            throw new IllegalArgumentException("hook " + hook.name + " gives too much, is nowhere or has no number");
        }
        if (closed) {
            return false;
        }
        if (size == MOST) {
            refused++;
            if (firstRefused == null) {
                firstRefused = hook;
            }
            return false;
        }
        Hook[] ids = byId;
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        hook.id = first + size;
        ids[size++] = hook;
        // A volatile write, so that who reads the map's hook finds it by id as well.
        byId = ids;
        Map<String, List<Hook>> owners = live ? new HashMap<>(byOwner) : byOwner;
        List<Hook> hooks = new ArrayList<>();
        List<Hook> before = owners.get(hook.owner);
        if (before != null) {
            hooks.addAll(before);
        }
        hooks.add(hook);
        if (hook.movable && before == null) {
            String[] known = Arrays.copyOf(movable, movable.length + 1);
            known[movable.length] = hook.owner;
            movable = known;
        }
        owners.put(hook.owner, hooks);
        byOwner = owners;
        return true;
    }

    /** The hooks of a class, null for all the classes that we don't know. */
    public @Nullable List<Hook> of(String internalName) {
        return byOwner.get(internalName);
    }

    /** The hook with that number. */
    public Hook get(int id) {
        return byId[id - first];
    }

    /**
     * The hooks of a class whose library was moved to another package, {@code com/acme/shaded/io/netty/channel/Channel}:
     * those of the class that it was. Null for all other classes. Of more than {@value #MOST_MOVED} such classes the rest is
     * refused.
     */
    public @Nullable List<Hook> ofMoved(String internalName) {
        int length = internalName.length();
        for (String known : movable) {
            int tail = known.length() - known.indexOf('/');
            if (tail < length && internalName.regionMatches(length - tail, known, known.length() - tail, tail)) {
                return move(known, internalName);
            }
        }
        return null;
    }

    private synchronized @Nullable List<Hook> move(String known, String internalName) {
        List<Hook> there = byOwner.get(internalName);
        List<Hook> hooks = byOwner.get(known);
        if (there != null || hooks == null) {
            return there;
        }
        if (moved == MOST_MOVED) {
            refused += hooks.size();
            return null;
        }
        moved++;
        for (Hook hook : hooks) {
            if (hook.movable) {
                add(hook.moved(internalName));
            }
        }
        return byOwner.get(internalName);
    }

    /** The number of its first hook. */
    public int first() {
        return first;
    }

    /** Takes no more hooks; gives the number that the next one would have got. */
    public synchronized int close() {
        closed = true;
        return first + size;
    }

    /** How many hooks were dropped because {@link #MOST} were there. */
    public synchronized long refused() {
        return refused;
    }

    /** The first hook that was dropped, null as long as there is room. */
    public @Nullable Hook firstRefused() {
        return firstRefused;
    }

    /** Hooks so far. */
    public synchronized int size() {
        return size;
    }

    /** Internal names of all classes with hooks. */
    public Set<String> owners() {
        return byOwner.keySet();
    }

    /** Classes with a hook that cannot wait for {@code main}, or those with none. */
    public Set<String> owners(boolean urgent) {
        Set<String> owners = new HashSet<>();
        for (Map.Entry<String, List<Hook>> entry : byOwner.entrySet()) {
            boolean hurried = false;
            for (Hook hook : entry.getValue()) {
                hurried |= !hook.unhurried;
            }
            if (hurried == urgent) {
                owners.add(entry.getKey());
            }
        }
        return owners;
    }

    /** Whether all hooks of that name can wait for {@code main}. */
    public synchronized boolean waits(String name) {
        boolean waits = false;
        for (int i = 0; i < size; i++) {
            if (byId[i].name.equals(name)) {
                if (!byId[i].unhurried) {
                    return false;
                }
                waits = true;
            }
        }
        return waits;
    }

    /** What coverage calls the hooks; each name once. */
    public synchronized Set<String> names() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < size; i++) {
            names.add(byId[i].name);
        }
        return names;
    }
}

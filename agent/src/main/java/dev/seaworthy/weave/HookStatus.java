package dev.seaworthy.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What became of each hook. Thread-safe: a transformer runs on any thread. */
public final class HookStatus {

    private final List<Entry> entries = new ArrayList<>();

    /**
     * One hook's fate.
     *
     * @param hook coverage name
     * @param method {@code owner.method}
     * @param installed whether woven code is in place
     * @param why why not, empty where it is
     */
    public record Entry(String hook, String method, boolean installed, String why) {}

    synchronized void took(Hook hook) {
        put(hook, true, "");
    }

    synchronized void absent(Hook hook) {
        put(hook, false, hook.optional ? "" : "no such method in this version");
    }

    synchronized void failed(List<Hook> hooks, Throwable why) {
        for (Hook hook : hooks) {
            put(hook, false, why.toString());
        }
    }

    /** The JVM refused the class with its hooks. */
    public synchronized void refused(String internalName) {
        String prefix = internalName.concat(".");
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.installed && entry.method.startsWith(prefix)) {
                entries.set(i, new Entry(entry.hook, entry.method, false, "the JVM refused the woven class"));
            }
        }
    }

    /** A hook is in no class, or no longer in use. */
    public synchronized void off(Hook hook, String why) {
        put(hook, false, why);
    }

    /** All that is known; a hook whose class was never loaded has no entry. */
    public synchronized List<Entry> entries() {
        return new ArrayList<>(entries);
    }

    /** Whether a hook took whose name begins with {@code prefix}, some names aside. */
    public synchronized boolean anyInstalled(String prefix, String... but) {
        for (Entry entry : entries) {
            if (entry.installed()
                    && entry.hook().startsWith(prefix)
                    && !Arrays.asList(but).contains(entry.hook())) {
                return true;
            }
        }
        return false;
    }

    private void put(Hook hook, boolean installed, String why) {
        String method = hook.owner.concat(".").concat(hook.method);
        if (hook.descriptor != null) {
            method = method.concat(hook.descriptor);
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.hook.equals(hook.name) && entry.method.equals(method)) {
                // Two loaders may load two versions: one that took is one that watches.
                if (installed || !entry.installed || !why.isEmpty()) {
                    entries.set(i, new Entry(hook.name, method, installed, why));
                }
                return;
            }
        }
        if (installed || !hook.optional || !why.isEmpty()) {
            entries.add(new Entry(hook.name, method, installed, why));
        }
    }
}

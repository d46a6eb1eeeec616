package dev.seaworthy.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.jspecify.annotations.Nullable;

/**
 * Weaves hooks into class files as they load. For all the classes that nobody asked for it does one map lookup and compares the ends of a few names; it
 * never logs, waits, loads classes of the application or throws.
 */
public final class Weaver implements ClassFileTransformer {

    private final HookTable table;
    private final String bridge;
    private final HookStatus status;
    private final Set<String> distrusted = ConcurrentHashMap.newKeySet();
    /** How many hooks each class had when it was loaded, by its loader. */
    private final Map<LoaderKey, Map<String, Integer>> born = new HashMap<>();

    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

    /** A loader by its identity, which keeps it from no garbage collector: its equals and hashCode are the application's. */
    private static final class LoaderKey extends WeakReference<ClassLoader> {
        private final int hash;

        LoaderKey(@Nullable ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
            super(loader, queue);
            hash = System.identityHashCode(loader);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            ClassLoader mine = get();
            return this == other || mine != null && other instanceof LoaderKey key && key.refersTo(mine);
        }
    }

    private volatile boolean ended;

    /**
     * @param bridge internal name of the class that woven code calls
     * @param status is told what took and what did not
     */
    public Weaver(HookTable table, String bridge, HookStatus status) {
        this.table = table;
        this.bridge = bridge;
        this.status = status;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null || ended) {
            return null;
        }
        List<Hook> hooks = table.of(name);
        if (hooks == null && (redefined != null || loader == null || (hooks = table.ofMoved(name)) == null)) {
            return null;
        }
        try {
            if (load(hooks)) {
                return null;
            }
            if (redefined == null && loader != null) {
                bear(loader, name, hooks.size());
            }
            return weave(classFile, hooks, loader == null && !distrusted.contains(name));
        } catch (Throwable failed) {
            status.failed(hooks, failed);
            return null;
        }
    }

    /** Leaves every class as it is from now on. */
    public void end() {
        ended = true;
    }

    private void bear(ClassLoader loader, String name, int hooks) {
        synchronized (born) {
            for (Reference<?> dead = gone.poll(); dead != null; dead = gone.poll()) {
                born.remove(dead);
            }
            Map<String, Integer> loaded = born.get(new LoaderKey(loader, null));
            if (loaded == null) {
                loaded = new HashMap<>();
                born.put(new LoaderKey(loader, gone), loaded);
            }
            loaded.put(name, hooks);
        }
    }

    /** Whether that class was loaded with all the hooks that it has in the table by now; never for the JDK's own. */
    public boolean isBornWith(Class<?> type) {
        String name = type.getName().replace('.', '/');
        List<Hook> hooks = table.of(name);
        synchronized (born) {
            Map<String, Integer> loaded = born.get(new LoaderKey(type.getClassLoader(), null));
            Integer had = loaded == null ? null : loaded.get(name);
            return had != null && hooks != null && had == hooks.size();
        }
    }

    /**
     * From now on nobody is supposed to have left the parameters of that class alone: the JVM refused it.
     *
     * @param internalName a class of the JDK's, which another agent may have rewritten before
     */
    public void distrust(String internalName) {
        distrusted.add(internalName);
    }

    /**
     * The class file with {@code hooks} in it, null where none of them took.
     *
     * @param javac whether javac made it, as it made the JDK's own: it never gives a parameter's slot to anything else, so
     *     there is no need to look. Another agent may have rewritten it since; where that shows, it is looked at all the same
     */
    byte @Nullable [] weave(byte[] classFile, List<Hook> hooks, boolean javac) {
        ClassReader reader = new ClassReader(classFile);
        if (javac && !counts(hooks)) {
            ClassWriter writer = new ClassWriter(reader, 0);
            WovenClass woven = new WovenClass(writer, hooks, null, bridge, status);
            reader.accept(woven, 0);
            if (!woven.isStrange()) {
                return done(woven, writer);
            }
        }
        Slots slots = new Slots(hooks);
        reader.accept(slots, ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
        // No COMPUTE_FRAMES: it would load classes inside a transformer.
        ClassWriter writer = new ClassWriter(reader, 0);
        WovenClass woven = new WovenClass(writer, hooks, slots, bridge, status);
        reader.accept(woven, 0);
        return done(woven, writer);
    }

    private static byte @Nullable [] done(WovenClass woven, ClassWriter writer) {
        woven.tellAbsent();
        return woven.changed() ? writer.toByteArray() : null;
    }

    /** Whether nobody wants more of a class than to know that it is there. */
    private static boolean load(List<Hook> hooks) {
        boolean all = true;
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            if (hook.points == Hook.LOAD) {
                hook.load();
            } else {
                all = false;
            }
        }
        return all;
    }

    private static boolean counts(List<Hook> hooks) {
        for (int i = 0; i < hooks.size(); i++) {
            if (hooks.get(i).points == Hook.ROW) {
                return true;
            }
        }
        return false;
    }
}

package dev.seaworthy.boot;

import dev.seaworthy.weave.HookTable;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The classes that are loaded already: woven, and given back their bytes, by retransformation. */
final class Loaded {

    private static final int MOST_AT_ONCE = 128;

    private final Instrumentation instrumentation;

    Loaded(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Those of that name, in whatever loader.
     *
     * @param owners internal names
     */
    List<Class<?>> of(Set<String> owners) {
        // The few names of the table are turned into the JVM's form, not the many names of what is loaded.
        Set<String> names = new HashSet<>();
        for (String owner : owners) {
            names.add(owner.replace('/', '.'));
        }
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (names.contains(type.getName()) && instrumentation.isModifiableClass(type)) {
                found.add(type);
            }
        }
        return found;
    }

    /** Those of libraries that were moved to another package get the hooks of what they were. */
    void findMoved(HookTable table) {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getClassLoader() != null && !type.isArray()) {
                table.ofMoved(type.getName().replace('.', '/'));
            }
        }
    }

    /** Those that may have objects. */
    List<Class<?>> ofObjects() {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> one : instrumentation.getAllLoadedClasses()) {
            if (!one.isInterface() && !one.isArray()) {
                found.add(one);
            }
        }
        return found;
    }

    /**
     * In batches, since each stops the world once, and no longer than {@value #MOST_AT_ONCE} classes take; where one class
     * spoils a batch, one by one. Returns those that refused.
     */
    List<Class<?>> retransform(List<Class<?>> types) {
        List<Class<?>> refused = new ArrayList<>();
        for (int from = 0; from < types.size(); from += MOST_AT_ONCE) {
            List<Class<?>> batch = types.subList(from, Math.min(types.size(), from + MOST_AT_ONCE));
            if (!accepts(batch.toArray(new Class<?>[0]))) {
                for (Class<?> type : batch) {
                    if (!accepts(type)) {
                        refused.add(type);
                    }
                }
            }
        }
        return refused;
    }

    private boolean accepts(Class<?>... types) {
        try {
            instrumentation.retransformClasses(types);
            return true;
        } catch (UnmodifiableClassException | LinkageError | InternalError refused) {
            return false;
        }
    }
}

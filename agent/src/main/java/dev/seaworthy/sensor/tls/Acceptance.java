package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.ClassFiles;
import dev.seaworthy.observation.Place;
import dev.seaworthy.sensor.tls.CompiledClass.Member;
import dev.seaworthy.sensor.tls.CompiledClass.Method;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a method of the application accepts whatever it is given, by following its code on all ways, and that of
 * the objects in its final fields. Nothing of the application runs: class files are read, and such fields. What cannot be
 * followed counts as a check. Not thread-safe, waits for a disk.
 */
final class Acceptance implements Closeable {

    /** A value of which nothing is known. */
    static final Object ANY = "?";

    /** The value null. */
    static final Object NOTHING = "null";

    static final int DEEPEST = 4;
    private static final String LAMBDA = "$$Lambda";

    /** Where lambdas that fields hold are made, and where references to methods may be. */
    private static final Set<String> INITIALIZERS = Set.of("static", "new", "");

    /**
     * An object whose class is known.
     *
     * @param object null if it is gone
     */
    record Known(Class<?> type, @Nullable Object object) {
        /** Tells states of the interpreter apart without asking the object itself. */
        @Override
        public String toString() {
            return type.getName() + "@" + System.identityHashCode(object);
        }
    }

    private final ClassFiles files = new ClassFiles();
    /** Whether the answer depends on what an object holds, since it was last set to false. */
    boolean looked;

    /** The stack from which the next one to be judged was set up. */
    List<Place> near = List.of();

    /** By address and name; the same classes are asked for in one judgement. */
    private final Map<String, @Nullable CompiledClass> read = new HashMap<>();

    /**
     * Whether the method returns normally on every way through it, with true if it returns a boolean.
     *
     * @param object whose method it is, null if only the class is known
     */
    boolean accepts(Class<?> type, @Nullable Object object, String name, String descriptor) {
        Object said = call(new Known(type, object), name, descriptor, 0);
        return said != null && (descriptor.endsWith(")V") || Integer.valueOf(1).equals(said));
    }

    /** The method behind a lambda, if it is the only one that it can be; null otherwise, and if it is not a lambda. */
    @Nullable
    Member lambda(Class<?> type, String name) {
        String address = ClassFiles.address(type);
        CompiledClass host = isLambda(type) && address != null ? read(address, host(type)) : null;
        if (host == null) {
            return null;
        }
        Member only = null;
        for (Member behind : behind(type, host, name)) {
            if (only != null && !only.equals(behind)) {
                return null;
            }
            only = behind;
        }
        return only;
    }

    /**
     * The methods of which one is behind a lambda. Its class does not say which, so these are all that its host class has
     * for the interface; or, of these, the ones in methods that were running when it was set up, and in initializers.
     */
    private List<Member> behind(Class<?> lambda, CompiledClass host, String name) {
        List<Member> all = new ArrayList<>();
        for (Class<?> kind : lambda.getInterfaces()) {
            all.addAll(host.lambdas(internal(kind), name));
        }
        Set<String> running = new HashSet<>();
        for (Place frame : near) {
            if (frame.className().equals(host(lambda))) {
                running.add(frame.method());
            }
        }
        boolean narrows = false;
        List<Member> some = new ArrayList<>();
        for (Member one : all) {
            String within = within(one.name());
            narrows |= running.contains(within);
            if (running.contains(within) || INITIALIZERS.contains(within)) {
                some.add(one);
            }
        }
        return narrows ? some : all;
    }

    /** The method in which javac found a lambda: {@code main} of {@code lambda$main$0}. */
    private static String within(String lambda) {
        int end = lambda.lastIndexOf('$');
        return lambda.startsWith("lambda$") && end > 7 ? lambda.substring(7, end) : "";
    }

    /** The class in which a lambda stands; a lambda's own class has no file. */
    static String host(Class<?> lambda) {
        return lambda.getName().substring(0, lambda.getName().indexOf(LAMBDA));
    }

    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.getName().indexOf(LAMBDA) > 0;
    }

    /**
     * What a method returns: a number if it is always the same, {@link #ANY} if it returns on every way; null if it may
     * refuse.
     */
    @Nullable
    Object call(Known target, String name, String descriptor, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        if (isLambda(target.type())) {
            return callLambda(target.type(), name, descriptor, depth);
        }
        return call(target.type(), target, name, descriptor, depth);
    }

    /** The same, of the method that {@code first} has or inherits, as {@code super} calls it. */
    @Nullable
    Object call(Class<?> first, Known target, String name, String descriptor, int depth) {
        for (Class<?> one = first; one != null && !isPlatform(one); one = one.getSuperclass()) {
            Object said = declared(one, target, name, descriptor, depth);
            if (said != this) {
                return said;
            }
        }
        return callDefault(first, target, name, descriptor, depth);
    }

    /** What the class itself has of that name; this object if it has none. */
    private @Nullable Object declared(Class<?> type, Known target, String name, String descriptor, int depth) {
        CompiledClass in = read(type);
        if (in == null) {
            return null;
        }
        Method method = in.method(name, descriptor);
        return method == null || method.code() == null ? this : new Walk(this, in, method, target, depth + 1).outcome();
    }

    private @Nullable Object callDefault(Class<?> type, Known target, String name, String descriptor, int depth) {
        for (Class<?> one = type; one != null && !isPlatform(one); one = one.getSuperclass()) {
            for (Class<?> also : one.getInterfaces()) {
                Object said = isPlatform(also) ? this : declared(also, target, name, descriptor, depth);
                if (said != this) {
                    return said;
                }
                said = callDefault(also, target, name, descriptor, depth);
                if (said != null) {
                    return said;
                }
            }
        }
        return null;
    }

    private @Nullable Object callLambda(Class<?> type, String name, String descriptor, int depth) {
        String address = ClassFiles.address(type);
        CompiledClass in = address == null ? null : read(address, host(type));
        if (in == null) {
            return null;
        }
        Object all = null;
        for (Member behind : behind(type, in, name)) {
            // What a lambda captures stands before what it is called with.
            boolean fits =
                    behind.owner().equals(in.name()) && behind.descriptor().endsWith(descriptor.substring(1));
            Method method = fits ? in.method(behind.name(), behind.descriptor()) : null;
            Object said = method == null ? null : new Walk(this, in, method, ANY, depth + 1).outcome();
            if (said == null || all != null && !all.equals(said)) {
                return null; // which of them it is cannot be told
            }
            all = said;
        }
        return all;
    }

    /** The value of a final field; {@link #ANY} for all others. */
    Object field(Known of, Member named) {
        looked = true;
        Object object = of.object();
        if (object == null) {
            return ANY;
        }
        try {
            for (Class<?> one = of.type(); one != null; one = one.getSuperclass()) {
                if (internal(one).equals(named.owner())) {
                    Field field = one.getDeclaredField(named.name());
                    return Modifier.isFinal(field.getModifiers()) && field.trySetAccessible()
                            ? value(field.get(object))
                            : ANY;
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError closed) {
            return ANY;
        }
        return ANY;
    }

    private static Object value(@Nullable Object is) {
        if (is == null) {
            return NOTHING;
        }
        if (is instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return is instanceof Number ? ANY : new Known(is.getClass(), is);
    }

    private @Nullable CompiledClass read(Class<?> type) {
        String address = ClassFiles.address(type);
        return address == null ? null : read(address, type.getName());
    }

    private @Nullable CompiledClass read(String address, String name) {
        String key = address + " " + name;
        if (!read.containsKey(key)) {
            byte[] file = files.bytes(address, name);
            CompiledClass found = null;
            try {
                found = file == null ? null : CompiledClass.of(file);
            } catch (IOException | RuntimeException unreadable) {
                // then nothing is known of it
            }
            read.put(key, found);
        }
        return read.get(key);
    }

    static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    @Override
    public void close() {
        files.close();
        read.clear();
    }
}

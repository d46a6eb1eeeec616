package dev.seaworthy.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A loader of woven copies; what it does not have comes from the test's own loader. */
final class Throwaway extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();

    Throwaway() {
        super(Throwaway.class.getClassLoader());
    }

    Throwaway add(String name, byte[] file) {
        files.put(name, file);
        return this;
    }

    /** All classes of a jar, as they are. */
    Throwaway addAll(JarFile jar) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            String path = entry.getName();
            if (path.endsWith(".class") && !path.startsWith("META-INF/") && !path.endsWith("-info.class")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    add(path.substring(0, path.length() - 6).replace('/', '.'), in.readAllBytes());
                }
            }
        }
        return this;
    }

    List<String> names() {
        return new ArrayList<>(files.keySet());
    }

    byte[] file(String name) {
        return files.get(name);
    }

    /** Loads a class and makes the JVM verify it, without running anything of it. */
    Class<?> verified(String name) throws ClassNotFoundException {
        Class<?> type = loadClass(name);
        type.getDeclaredMethods(); // links, hence verifies
        return type;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            byte[] file = files.get(name);
            if (known == null && file != null) {
                return defineClass(name, file, 0, file.length);
            }
            return known == null ? super.loadClass(name, resolve) : known;
        }
    }
}

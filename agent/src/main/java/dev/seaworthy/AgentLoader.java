package dev.seaworthy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The isolated class loader: reads {@code inst/} of the agent's jar, itself first, then the platform. What lies there
 * ends in {@code .classdata}, so that no other loader takes it for a class of the application.
 */
public final class AgentLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String INSIDE = "inst/";

    /** The command line's: the JDK leaves this module to the system loader. */
    private static final String ATTACH = "com.sun.tools.attach.";

    private final JarFile jar;

    private AgentLoader(JarFile jar, ClassLoader platform) {
        super(platform);
        this.jar = jar;
    }

    /** A loader over {@code jar}, which stays open as long as the JVM lives. */
    public static ClassLoader over(JarFile jar) {
        return new AgentLoader(jar, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        if (name.startsWith(ATTACH)) {
            return ClassLoader.getSystemClassLoader().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] bytes = read(INSIDE + name.replace('.', '/') + ".classdata");
                loaded = bytes == null ? super.loadClass(name, false) : define(name, bytes);
            }
            return loaded;
        }
    }

    /**
     * Another agent that is shown the class may load it while it is being defined, through this very loader and on the
     * same thread, which no lock keeps out. Then the class is there already, and it is the one.
     */
    private Class<?> define(String name, byte[] bytes) {
        try {
            return defineClass(name, bytes, 0, bytes.length, AgentLoader.class.getProtectionDomain());
        } catch (LinkageError duplicate) {
            Class<?> defined = findLoadedClass(name);
            if (defined == null) {
                throw duplicate;
            }
            return defined;
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        ZipEntry entry = entry(name);
        byte[] bytes = entry == null ? null : read(entry.getName());
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable URL getResource(String name) {
        // What a class is loaded from, and what it says it was loaded from, are the same.
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    protected @Nullable URL findResource(String name) {
        try {
            ZipEntry entry = entry(name);
            return entry == null ? null : new URL("jar:" + new File(jar.getName()).toURI() + "!/" + entry.getName());
        } catch (IOException impossible) {
            return null;
        }
    }

    /** A class is found by the name that class files have everywhere. */
    private @Nullable ZipEntry entry(String name) {
        ZipEntry entry = jar.getEntry(INSIDE + name);
        return entry == null && name.endsWith(".class")
                ? jar.getEntry(INSIDE + name.substring(0, name.length() - 6) + ".classdata")
                : entry;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        // Never the parent's: a service file of the platform is none of ours.
        return findResources(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singleton(found));
    }

    private byte @Nullable [] read(String entryName) {
        try {
            ZipEntry entry = jar.getEntry(entryName);
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, (int) entry.getSize()));
                byte[] buffer = new byte[8192];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                }
                return out.toByteArray();
            }
        } catch (IOException unreadable) {
            return null;
        }
    }
}

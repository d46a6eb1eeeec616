package org.deepwater.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** A deployed module's loader. Where its classes say they come from is what the server makes of it, not where they lie. */
final class ModuleLoader extends ClassLoader {

    private final List<Part> parts = new ArrayList<>();

    ModuleLoader(String name, ClassLoader parent) {
        super(name, parent);
    }

    /** A jar or a folder, and the location that its classes tell. */
    void add(Path path, String location) throws IOException {
        parts.add(new Part(path, location));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (Part part : parts) {
            byte[] bytes = part.read(name.replace('.', '/') + ".class");
            if (bytes != null) {
                return defineClass(name, bytes, 0, bytes.length, part.domain);
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        for (Part part : parts) {
            URL found = part.url(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> all = new ArrayList<>();
        for (Part part : parts) {
            URL found = part.url(name);
            if (found != null) {
                all.add(found);
            }
        }
        return Collections.enumeration(all);
    }

    private final class Part {
        private final Path path;
        private final JarFile jar;
        private final ProtectionDomain domain;

        Part(Path path, String location) throws IOException {
            this.path = path;
            this.jar = Files.isDirectory(path) ? null : new JarFile(path.toFile());
            CodeSource source = new CodeSource(new URL(null, location, handler(location)), (Certificate[]) null);
            this.domain = new ProtectionDomain(source, null, ModuleLoader.this, null);
        }

        byte[] read(String name) {
            try {
                if (jar == null) {
                    Path file = path.resolve(name);
                    return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
                }
                ZipEntry entry = jar.getEntry(name);
                if (entry == null) {
                    return null;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    return in.readAllBytes();
                }
            } catch (IOException e) {
                return null;
            }
        }

        URL url(String name) {
            try {
                if (jar == null) {
                    Path file = path.resolve(name);
                    return Files.exists(file) ? file.toUri().toURL() : null;
                }
                return jar.getEntry(name) == null ? null : new URL("jar:" + path.toUri() + "!/" + name);
            } catch (MalformedURLException e) {
                return null;
            }
        }
    }

    /** Servers have protocols of their own: {@code vfs}, {@code wsjar}, {@code bundle}. */
    private static URLStreamHandler handler(String location) {
        if (location.startsWith("file:") || location.startsWith("jar:")) {
            return null;
        }
        return new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) throws IOException {
                throw new IOException("Nothing can be read from " + url);
            }
        };
    }
}

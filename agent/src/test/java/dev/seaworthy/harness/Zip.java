package dev.seaworthy.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A jar, WAR or EAR in the making; of entries of one name the first stays. Nothing in it is compressed. */
final class Zip {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** With a manifest of these main attributes; a version is always there. */
    static Zip manifest(Map<String, String> attributes) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            manifest.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Zip zip = new Zip();
        zip.entries.put("META-INF/MANIFEST.MF", bytes.toByteArray());
        return zip;
    }

    Zip text(String name, String text) {
        entries.putIfAbsent(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** One file. */
    Zip file(String name, Path file) {
        try {
            entries.putIfAbsent(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Everything below a folder. */
    Zip folder(String prefix, Path folder) {
        ShopModules.each(
                folder,
                "",
                file -> file(prefix + folder.relativize(file).toString().replace('\\', '/'), file));
        return this;
    }

    /** What is in another jar and has a name that pleases. */
    Zip merge(Path jar, Predicate<String> wanted) {
        try (ZipFile in = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = in.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.isDirectory() && wanted.test(entry.getName())) {
                    entries.putIfAbsent(
                            entry.getName(), in.getInputStream(entry).readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
                // java.util.jar wants the manifest first, and Spring's scanner wants entries for folders
                Set<String> folders = new HashSet<>();
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    folders(entry.getKey(), folders, out);
                    ZipEntry stored = new ZipEntry(entry.getKey());
                    stored.setMethod(ZipEntry.STORED);
                    stored.setSize(entry.getValue().length);
                    CRC32 sum = new CRC32();
                    sum.update(entry.getValue());
                    stored.setCrc(sum.getValue());
                    out.putNextEntry(stored);
                    out.write(entry.getValue());
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void folders(String name, Set<String> written, ZipOutputStream out) throws IOException {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String folder = name.substring(0, slash + 1);
            if (!folder.equals("META-INF/") && written.add(folder)) {
                out.putNextEntry(new ZipEntry(folder));
            }
        }
    }

    /** Lays the same out as files below a folder, and returns the folder. */
    Path explode(Path folder) {
        entries.forEach((name, bytes) -> copy(bytes, folder.resolve(name)));
        return folder;
    }

    /** Copies a file into a folder. */
    static void copy(Path file, Path folder) {
        try {
            copy(Files.readAllBytes(file), folder.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks a distribution; its one top folder is left away. */
    static Path unpack(Path zip, Path folder) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (!entry.isDirectory()) {
                    copy(in.readAllBytes(), folder.resolve(name));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(byte[] bytes, Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.copy(new ByteArrayInputStream(bytes), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

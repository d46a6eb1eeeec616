package dev.seaworthy.context;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an archive's own files say of who made it: whether it was published for others to use, or built for one application.
 *
 * @param published whether it bears a mark that people put on what they publish: a license, a module name, a bundle's
 *     documentation, a signature, an implementation of one of the JDK's services
 * @param named whether one of the marks is made for repositories and module systems, so that it also tells whose the
 *     packages are
 * @param artifacts what was built by Maven into it; more than one if it holds the classes of several archives, so that its
 *     marks say nothing of any of them
 */
record Publication(boolean published, boolean named, List<Artifact> artifacts) {

    /** Nothing can be read. */
    static final Publication UNREADABLE = new Publication(false, false, List.of());

    private static final int MOST_ARTIFACTS = 1_000;
    private static final String[] NAMING = {
        "Automatic-Module-Name", "Bundle-License", "Bundle-DocURL", "Implementation-URL", "Bundle-Copyright"
    };

    /** Maven's name for what was built. */
    record Artifact(String group, String version) {

        /** Whether it is still being worked on, which nobody publishes. */
        boolean isWorking() {
            return version.endsWith("-SNAPSHOT");
        }
    }

    /** Whether it holds the classes of several archives. */
    boolean isMixed() {
        return artifacts.size() > 1;
    }

    /** Reads names and a few small files. */
    static Publication of(Archive archive) throws IOException {
        boolean published = false;
        boolean named = false;
        List<Artifact> artifacts = new ArrayList<>();
        for (String name : archive.names()) {
            published |= isMark(name);
            if (name.startsWith("META-INF/maven/")
                    && name.endsWith("/pom.properties")
                    && artifacts.size() < MOST_ARTIFACTS) {
                byte[] properties = archive.bytes(name);
                if (properties != null) {
                    artifacts.add(artifact(new String(properties, StandardCharsets.UTF_8)));
                }
            }
        }
        Map<String, String> manifest = archive.manifest();
        for (String attribute : NAMING) {
            named |= manifest.containsKey(attribute);
        }
        String version = manifest.getOrDefault("Implementation-Version", "");
        if (artifacts.isEmpty() && version.endsWith("-SNAPSHOT")) {
            artifacts.add(new Artifact("", version));
        }
        return new Publication(published | named, named, List.copyOf(artifacts));
    }

    /**
     * What a bundle says of itself to its framework, for those whose file cannot be found; {@link #UNREADABLE} for all that
     * is no bundle.
     */
    static Publication ofBundle(@Nullable ClassLoader loader) {
        try {
            Class<?> reference =
                    loader == null ? null : interfaceOf(loader.getClass(), "org.osgi.framework.BundleReference");
            if (reference == null) {
                return UNREADABLE;
            }
            Object bundle = reference.getMethod("getBundle").invoke(loader);
            Class<?> type = reference.getMethod("getBundle").getReturnType();
            // With an empty locale the framework looks up no translation.
            Object headers = type.getMethod("getHeaders", String.class).invoke(bundle, "");
            boolean named = false;
            for (String attribute : NAMING) {
                named |= headers instanceof Dictionary<?, ?> all && all.get(attribute) != null;
            }
            return new Publication(named, named, List.of());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            return UNREADABLE;
        }
    }

    private static @Nullable Class<?> interfaceOf(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> one : each.getInterfaces()) {
                if (one.getName().equals(name)) {
                    return one;
                }
            }
        }
        return null;
    }

    /** Whether a file of that name is in what people publish, and hardly ever in what they build for themselves. */
    static boolean isMark(String name) {
        if (name.startsWith("META-INF/services/java.") || name.equals("module-info.class")) {
            return true;
        }
        int slash = name.lastIndexOf('/');
        if (slash > 0 && !name.startsWith("META-INF/") || name.indexOf('/', "META-INF/".length()) > 0) {
            return false;
        }
        String file = name.substring(slash + 1).toUpperCase(Locale.ROOT);
        return file.startsWith("LICENSE")
                || file.startsWith("LICENCE")
                || file.startsWith("NOTICE")
                || file.equals("COPYING")
                || slash > 0 && (file.endsWith(".SF") || file.equals("AL2.0") || file.equals("LGPL2.1"));
    }

    private static Artifact artifact(String properties) {
        return new Artifact(value(properties, "groupId="), value(properties, "version="));
    }

    private static String value(String properties, String key) {
        for (String line : properties.split("\n", -1)) {
            if (line.startsWith(key)) {
                return line.substring(key.length()).trim();
            }
        }
        return "";
    }
}

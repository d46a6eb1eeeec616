package dev.seaworthy.harness;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The shop of {@code src/test/shop}, compiled module by module: one application that is packaged in many ways.
 *
 * <p>A line that ends with {@code // finds RULE} is where a finding of that rule must stand, whatever the packaging is.
 */
public final class ShopModules {

    /** Who published a module's jar. */
    public enum Marks {
        /** Nobody says so: what {@code gradle jar} writes. */
        NONE,
        /** Group and artifact in {@code pom.properties}: what Maven writes. */
        POM
    }

    private static final Pattern FINDS = Pattern.compile("// finds (\\S+)");
    private static final String MEDIA = "com.acme.media";

    private final Path folder;
    private final String entry;
    private final String servlets;
    private final String media;
    private final List<Path> libraries = new ArrayList<>();
    private final Map<String, Path> modules = new TreeMap<>();
    private final Set<String> expected = new TreeSet<>();

    private ShopModules(String entry, String servlets, String media) {
        this.entry = entry;
        this.servlets = servlets;
        this.media = media;
        this.folder = fresh();
    }

    /** Requests come to Jakarta's servlets. */
    public static ShopModules jakarta() {
        return new ShopModules("servlet", "jakarta.servlet", MEDIA);
    }

    /** Requests come to the servlets of Java EE. */
    public static ShopModules javax() {
        return new ShopModules("servlet", "javax.servlet", MEDIA);
    }

    /** Requests come to controllers of Spring MVC. */
    public static ShopModules mvc() {
        return new ShopModules("mvc", "jakarta.servlet", MEDIA);
    }

    /** Requests come to what a bundle starts. */
    public static ShopModules osgi() {
        return new ShopModules("osgi", "jakarta.servlet", MEDIA);
    }

    /** The same, but one of its modules comes from another house: {@code net.widgets}, not {@code com.acme}. */
    public ShopModules ofTwoHouses() {
        return new ShopModules(entry, servlets, "net.widgets.media");
    }

    /** What its modules are compiled with. */
    public ShopModules with(Path... jars) {
        libraries.addAll(Arrays.asList(jars));
        return this;
    }

    /** Compiles these modules, each against those before it, with their classes for this kind of entry. */
    public ShopModules compile(String... names) {
        for (String name : names) {
            Path sources = folder.resolve("sources").resolve(name);
            Path classes = folder.resolve("classes").resolve(name);
            List<String> files = new ArrayList<>();
            for (String part : List.of(name, name + "-" + entry)) {
                if (Files.isDirectory(shop().resolve(part))) {
                    each(shop().resolve(part), "", file -> files.add(write(file, part, sources)));
                }
            }
            List<Path> classPath = new ArrayList<>(modules.values());
            classPath.addAll(libraries);
            switch (name) {
                case "kotlin" -> Compilers.kotlin(files, classPath, classes);
                case "scala" -> Compilers.scala(files, classPath, classes);
                default -> javac(files, classPath, classes);
            }
            modules.put(name, classes);
        }
        return this;
    }

    /** The folder of a module's classes. */
    public Path classes(String module) {
        return modules.get(module);
    }

    /** A module as a jar in {@code to}. */
    public Path jar(String module, Marks marks, Path to) {
        String group = module.equals("media") ? media.substring(0, media.lastIndexOf('.')) : "com.acme";
        Zip jar = Zip.manifest(Map.of());
        jar.folder("", classes(module));
        if (marks == Marks.POM) {
            jar.text(
                    "META-INF/maven/" + group + "/shop-" + module + "/pom.properties",
                    "artifactId=shop-" + module + "\ngroupId=" + group + "\nversion=1.4.2\n");
        }
        return jar.write(to.resolve((module.equals("fetch") ? "tinyfetch" : "shop-" + module) + "-1.4.2.jar"));
    }

    /** Where findings must stand: {@code rule package/File.java:line}, sorted. */
    public Set<String> expected() {
        return expected;
    }

    private String write(Path file, String part, Path sources) {
        try {
            String text =
                    Files.readString(file).replace("jakarta.servlet", servlets).replace(MEDIA, media);
            String relative = shop().resolve(part).relativize(file).toString().replace('\\', '/');
            String path = relative.replace(MEDIA.replace('.', '/'), media.replace('.', '/'));
            String[] lines = text.split("\n");
            for (int i = 0; i < lines.length; i++) {
                Matcher found = FINDS.matcher(lines[i]);
                if (found.find()) {
                    expected.add(found.group(1) + " " + path + ":" + (i + 1));
                }
            }
            Path target = sources.resolve(path);
            Files.createDirectories(target.getParent());
            return Files.writeString(target, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void javac(List<String> files, List<Path> classPath, Path classes) {
        List<String> options =
                new ArrayList<>(List.of("-d", classes.toString(), "--release", "17", "-g", "-parameters"));
        options.addAll(List.of("-proc:none", "-cp", String.join(java.io.File.pathSeparator, strings(classPath))));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var manager = compiler.getStandardFileManager(null, null, null);
        if (!compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromStrings(files))
                .call()) {
            throw new IllegalStateException("Does not compile: " + said);
        }
    }

    private static List<String> strings(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    static void each(Path folder, String suffix, java.util.function.Consumer<Path> action) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(suffix))
                    .sorted()
                    .forEach(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path shop() {
        return Libraries.repository().resolve("agent/src/test/shop");
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Libraries.voyages()), "shop-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.seaworthy.harness;

import dev.seaworthy.harness.ShopModules.Marks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ways in which one application is packaged and launched; each gives a program that is ready to sail. */
public final class Layouts {

    private static final String MAIN = "com.acme.shop.Shop";
    private static final String BOOT_MAIN = "com.acme.shop.ShopApplication";
    static final String[] LIBRARIES = {"h2", "logback-classic", "logback-core", "slf4j-api"};
    static final String[] SERVER = {"tomcat-embed-core-11", "tomcat-annotations-api-11"};

    private Layouts() {}

    /** The shop with a server of its own, for every layout that brings no container. */
    public static ShopModules embedded(ShopModules modules) {
        return modules.with(jars(LIBRARIES)).with(jars(SERVER)).compile("fetch", "orders", "media", "web", "embedded");
    }

    /** The same with a test of it. */
    public static ShopModules tested() {
        return embedded(ShopModules.jakarta())
                .with(jars("junit-jupiter-api", "apiguardian-api", "opentest4j", "junit-platform-commons"))
                .compile("surefire");
    }

    /** The shop in Kotlin. */
    public static ShopModules inKotlin() {
        return ShopModules.jakarta()
                .with(jars(LIBRARIES))
                .with(jars("kotlin-stdlib"))
                .compile("fetch", "kotlin");
    }

    /** The shop in Scala. */
    public static ShopModules inScala() {
        return ShopModules.jakarta()
                .with(jars(LIBRARIES))
                .with(jars("scala-library"))
                .compile("fetch", "scala");
    }

    /** The shop on Spring Boot 3. */
    public static ShopModules boot(ShopModules modules) {
        return modules.with(jars(LIBRARIES)).with(bootLibraries(3)).compile("fetch", "orders", "media", "web", "boot");
    }

    /** All classes in folders. */
    public static Voyage folders(Jdk jdk, ShopModules shop, int port) {
        Voyage voyage = Voyage.of(jdk, MAIN).withoutTestClasses();
        for (String module : List.of("embedded", "web", "media", "orders")) {
            voyage.classesIn(shop.classes(module));
        }
        return voyage.jar(shop.jar("fetch", Marks.NONE, voyage.directory()))
                .with(LIBRARIES)
                .with(SERVER)
                .arguments(String.valueOf(port));
    }

    /** Ten jars on the class path, four of them the application's. */
    public static Voyage jars(Jdk jdk, ShopModules shop, Marks marks, int port) {
        Voyage voyage = Voyage.of(jdk, MAIN).withoutTestClasses();
        Path lib = voyage.directory().resolve("lib");
        // by name, as scripts do that say lib/*
        for (String module : List.of("embedded", "media", "orders", "web", "fetch")) {
            voyage.jar(shop.jar(module, module.equals("fetch") ? Marks.NONE : marks, lib));
        }
        return voyage.with(LIBRARIES).with(SERVER).arguments(String.valueOf(port));
    }

    /** Kotlin's classes in a jar, beside the language's runtime. */
    public static Voyage kotlin(Jdk jdk, ShopModules shop, int port) {
        return language(jdk, shop, "com.acme.shop.ShopKt", "kotlin", port);
    }

    /** Scala's classes in a jar, beside the language's runtime. */
    public static Voyage scala(Jdk jdk, ShopModules shop, int port) {
        return language(jdk, shop, "com.acme.shop.Shop", "scala", port);
    }

    private static Voyage language(Jdk jdk, ShopModules shop, String main, String module, int port) {
        Voyage voyage = Voyage.of(jdk, main).withoutTestClasses();
        Path lib = voyage.directory().resolve("lib");
        return voyage.jar(shop.jar(module, Marks.NONE, lib))
                .jar(shop.jar("fetch", Marks.NONE, lib))
                .with(module.equals("kotlin") ? "kotlin-stdlib" : "scala-library")
                .with(LIBRARIES)
                .arguments(String.valueOf(port));
    }

    /** One jar with everything merged in. */
    public static Voyage uber(Jdk jdk, ShopModules shop, int port) {
        Zip jar = Zip.manifest(Map.of("Main-Class", MAIN));
        for (String module : List.of("embedded", "web", "media", "orders", "fetch")) {
            jar.folder("", shop.classes(module));
        }
        for (String library : Stream.of(LIBRARIES, SERVER).flatMap(Stream::of).toList()) {
            jar.merge(
                    Libraries.jar(library),
                    name -> !name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)|META-INF/versions/.*")
                            && !name.equals("module-info.class"));
        }
        Voyage voyage = Voyage.ofJar(jdk, Path.of("shop.jar"));
        jar.write(voyage.directory().resolve("shop.jar"));
        return voyage.arguments(String.valueOf(port));
    }

    /**
     * An executable jar of Spring Boot's.
     *
     * @param alone these modules are in {@code BOOT-INF/classes}, the others are jars in {@code BOOT-INF/lib}
     */
    public static Voyage bootJar(Jdk jdk, ShopModules shop, Marks marks, List<String> alone, int port) {
        return bootJar(jdk, shop, marks, alone, "3", port);
    }

    /** The same with the loader of Spring Boot 2 or 3: their URLs of nested jars differ. */
    public static Voyage bootJar(Jdk jdk, ShopModules shop, Marks marks, List<String> alone, String loader, int port) {
        Voyage voyage = Voyage.ofJar(jdk, Path.of("shop.jar"));
        bootZip(shop, marks, alone, loader, voyage.directory().resolve("modules"))
                .write(voyage.directory().resolve("shop.jar"));
        return voyage.arguments(String.valueOf(port));
    }

    /** The same, unpacked into a folder and launched by the loader, as container images do. */
    public static Voyage bootExploded(Jdk jdk, ShopModules shop, Marks marks, List<String> alone, int port) {
        Voyage voyage = Voyage.of(jdk, "org.springframework.boot.loader.launch.JarLauncher")
                .withoutTestClasses();
        Path folder = bootZip(shop, marks, alone, "3", voyage.directory().resolve("modules"))
                .explode(voyage.directory().resolve("app"));
        return voyage.classesIn(folder).arguments(String.valueOf(port));
    }

    /** The shop as Quarkus itself packaged it, in {@code quarkus-apps}. */
    public static Voyage quarkus(Jdk jdk, int port) {
        Path jar = Libraries.repository().resolve("quarkus-apps/shop/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("No " + jar + ": run mvn package in quarkus-apps, or verify at the root");
        }
        return Voyage.ofJar(jdk, jar).jvm("-Dquarkus.http.port=" + port);
    }

    private static Zip bootZip(ShopModules shop, Marks marks, List<String> alone, String loader, Path folder) {
        Map<String, String> manifest = new LinkedHashMap<>();
        String launcher = loader.equals("2") ? "JarLauncher" : "launch.JarLauncher";
        manifest.put("Main-Class", "org.springframework.boot.loader." + launcher);
        manifest.put("Start-Class", BOOT_MAIN);
        manifest.put("Spring-Boot-Version", "3.5.16");
        manifest.put("Spring-Boot-Classes", "BOOT-INF/classes/");
        manifest.put("Spring-Boot-Lib", "BOOT-INF/lib/");
        Zip jar = Zip.manifest(manifest)
                .merge(Libraries.jar("spring-boot-loader-" + loader), name -> name.startsWith("org/"));
        for (String module : List.of("boot", "web", "media", "orders", "fetch")) {
            if (alone.contains(module)) {
                jar.folder("BOOT-INF/classes/", shop.classes(module));
            } else {
                Path library = shop.jar(module, module.equals("fetch") ? Marks.NONE : marks, folder);
                jar.file("BOOT-INF/lib/" + library.getFileName(), library);
            }
        }
        for (Path library : bootLibraries(3)) {
            jar.file("BOOT-INF/lib/" + library.getFileName(), library);
        }
        Path h2 = Libraries.jar("h2");
        return jar.file("BOOT-INF/lib/" + h2.getFileName(), h2);
    }

    static Path[] jars(String... names) {
        return Stream.of(names).map(Libraries::jar).toArray(Path[]::new);
    }

    private static Path[] bootLibraries(int generation) {
        Path libs = Libraries.repository().resolve("boot-apps/boot-" + generation + "/target/libs");
        List<Path> jars = new ArrayList<>();
        ShopModules.each(libs, ".jar", jars::add);
        // what the shop can do without: it starts sooner
        jars.removeIf(jar -> jar.getFileName()
                .toString()
                .matches(".*actuator.*|micrometer-(core|jakarta9|registry).*|(prometheus|Hdr|Latency).*"));
        return jars.toArray(new Path[0]);
    }
}

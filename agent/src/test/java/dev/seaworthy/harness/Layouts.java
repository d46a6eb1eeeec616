package dev.seaworthy.harness;

import dev.seaworthy.harness.ShopModules.Marks;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final String[] LIBRARIES = {"h2", "logback-classic", "logback-core", "slf4j-api"};
    private static final String[] SERVER = {"tomcat-embed-core-11", "tomcat-annotations-api-11"};

    private Layouts() {}

    /** The shop with a server of its own, for every layout that brings no container. */
    public static ShopModules embedded(ShopModules modules) {
        return modules.with(jars(LIBRARIES)).with(jars(SERVER)).compile("fetch", "orders", "media", "web", "embedded");
    }

    /** The shop for a servlet container: what a WAR holds. */
    public static ShopModules deployed(ShopModules modules, String tomcat) {
        return modules.with(jars(LIBRARIES))
                .with(Libraries.jar("tomcat-embed-core-" + tomcat))
                .compile("fetch", "orders", "media", "web");
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
        Voyage voyage = Voyage.ofJar(jdk, Path.of("shop.jar"));
        bootZip(shop, marks, alone, voyage.directory().resolve("modules"))
                .write(voyage.directory().resolve("shop.jar"));
        return voyage.arguments(String.valueOf(port));
    }

    /** The same, unpacked into a folder and launched by the loader, as container images do. */
    public static Voyage bootExploded(Jdk jdk, ShopModules shop, Marks marks, List<String> alone, int port) {
        Voyage voyage = Voyage.of(jdk, "org.springframework.boot.loader.launch.JarLauncher")
                .withoutTestClasses();
        Path folder = bootZip(shop, marks, alone, voyage.directory().resolve("modules"))
                .explode(voyage.directory().resolve("app"));
        return voyage.classesIn(folder).arguments(String.valueOf(port));
    }

    private static Zip bootZip(ShopModules shop, Marks marks, List<String> alone, Path folder) {
        Map<String, String> manifest = new LinkedHashMap<>();
        manifest.put("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
        manifest.put("Start-Class", BOOT_MAIN);
        manifest.put("Spring-Boot-Version", "3.5.16");
        manifest.put("Spring-Boot-Classes", "BOOT-INF/classes/");
        manifest.put("Spring-Boot-Lib", "BOOT-INF/lib/");
        Zip jar = Zip.manifest(manifest).merge(Libraries.jar("spring-boot-loader-3"), name -> name.startsWith("org/"));
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

    /** A WAR: modules that are not jars in {@code WEB-INF/lib} are in {@code WEB-INF/classes}. */
    public static Path war(ShopModules shop, Marks marks, List<String> inClasses, Path folder) {
        Zip war = Zip.manifest(Map.of());
        for (String module : List.of("web", "media", "orders", "fetch")) {
            if (inClasses.contains(module)) {
                war.folder("WEB-INF/classes/", shop.classes(module));
            } else {
                Path jar = shop.jar(module, module.equals("fetch") ? Marks.NONE : marks, folder.resolve("modules"));
                war.file("WEB-INF/lib/" + jar.getFileName(), jar);
            }
        }
        for (Path library : jars(LIBRARIES)) {
            war.file("WEB-INF/lib/" + library.getFileName(), library);
        }
        return war.write(folder.resolve("shop.war"));
    }

    /** A Tomcat as its distribution lays it out: a bootstrap on the class path, the server in a loader of its own. */
    public static Voyage tomcat(Jdk jdk, String major, int port) {
        Voyage voyage = Voyage.of(jdk, "org.apache.catalina.startup.Bootstrap").withoutTestClasses();
        Path home = voyage.directory().resolve("tomcat");
        Path server = Libraries.jar("tomcat-embed-core-" + major);
        String first = "org/apache/(catalina/startup/(Bootstrap|CatalinaProperties|ClassLoaderFactory|Tool|SafeFork)"
                + "[^/]*\\.class|catalina/security/SecurityClassLoad.*|catalina/webresources/war/.*|juli/.*)"
                + "|org/apache/catalina/startup/catalina.properties";
        voyage.classesIn(Zip.manifest(Map.of())
                .merge(server, name -> name.matches(first))
                .write(home.resolve("bin/bootstrap.jar")));
        Zip.manifest(Map.of()).merge(server, name -> !name.matches(first)).write(home.resolve("lib/catalina.jar"));
        Path annotations = Libraries.jar("tomcat-annotations-api-" + major);
        Zip.manifest(Map.of())
                .merge(annotations, name -> !name.startsWith("META-INF"))
                .write(home.resolve("lib/annotations-api.jar"));
        write(home.resolve("conf/server.xml"), """
                <Server port="-1">
                  <Service name="Catalina">
                    <Connector port="%d" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="false"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port));
        write(home.resolve("conf/web.xml"), "<web-app/>\n");
        return voyage.jvm("-Dcatalina.home=" + home, "-Dcatalina.base=" + home).arguments("start");
    }

    /** Where {@link #tomcat} finds its applications. */
    public static Path webapps(Voyage tomcat) {
        return tomcat.directory().resolve("tomcat/webapps");
    }

    private static Path[] jars(String... names) {
        return Stream.of(names).map(Libraries::jar).toArray(Path[]::new);
    }

    private static Path[] bootLibraries(int generation) {
        Path libs = Libraries.repository().resolve("boot-apps/boot-" + generation + "/target/libs");
        List<Path> jars = new ArrayList<>();
        ShopModules.each(libs, ".jar", jars::add);
        return jars.toArray(new Path[0]);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

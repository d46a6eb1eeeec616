package dev.seaworthy.harness;

import dev.seaworthy.harness.ShopModules.Marks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ways in which one application is deployed to a container; each gives the container, ready to sail. */
public final class Deployments {

    private static final List<String> MODULES = List.of("web", "media", "orders", "fetch");
    private static final String[] UNDERTOW = {
        "undertow-core",
        "undertow-servlet",
        "xnio-api",
        "xnio-nio",
        "jboss-logging",
        "jboss-threads",
        "wildfly-common",
        "wildfly-client-config",
        "smallrye-common-annotation",
        "smallrye-common-constraint",
        "smallrye-common-cpu",
        "smallrye-common-function",
        "jakarta.annotation-api-2"
    };

    private Deployments() {}

    /** The shop for a servlet container: what a WAR holds. */
    public static ShopModules deployed(ShopModules modules, String tomcat) {
        return modules.with(Layouts.jars(Layouts.LIBRARIES))
                .with(Libraries.jar("tomcat-embed-core-" + tomcat))
                .compile("fetch", "orders", "media", "web");
    }

    /** The shop for a servlet container that is a server of several loaders. */
    public static ShopModules deployed(ShopModules modules) {
        return deployed(modules, "11").with(Layouts.jars(UNDERTOW)).compile("launcher", "container");
    }

    /** The shop as bundles. */
    public static ShopModules bundled(ShopModules modules) {
        return modules.with(Layouts.jars(Layouts.LIBRARIES))
                .with(Libraries.jar("org.apache.felix.main"))
                .compile("fetch", "orders", "media", "web");
    }

    /** A WAR: modules that are not jars in {@code WEB-INF/lib} are in {@code WEB-INF/classes}. */
    public static Path war(ShopModules shop, Marks marks, List<String> inClasses, Path folder) {
        Zip war = Zip.manifest(Map.of());
        for (String module : MODULES) {
            if (inClasses.contains(module)) {
                war.folder("WEB-INF/classes/", shop.classes(module));
            } else {
                Path jar = shop.jar(module, module.equals("fetch") ? Marks.NONE : marks, folder.resolve("modules"));
                war.file("WEB-INF/lib/" + jar.getFileName(), jar);
            }
        }
        for (Path library : Layouts.jars(Layouts.LIBRARIES)) {
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

    /**
     * An EAR, unpacked into a folder: a loader for its {@code lib}, below it one for the WAR. Code sources are the
     * unpacked files.
     */
    public static Voyage ear(Jdk jdk, ShopModules shop, Marks marks, int port) {
        Voyage voyage = server(jdk, shop);
        Path ear = voyage.directory().resolve("apps/shop");
        StringBuilder descriptor = new StringBuilder("loader ear\n");
        for (Path jar : modules(shop, marks, List.of("orders", "fetch"), ear.resolve("lib"))) {
            part(descriptor, jar, jar.toUri().toString());
        }
        part(descriptor, Libraries.jar("h2"), ear.resolve("lib/h2.jar").toUri().toString());
        descriptor.append("loader web\n");
        Path classes =
                Zip.manifest(Map.of()).folder("", shop.classes("web")).explode(ear.resolve("web/WEB-INF/classes"));
        part(descriptor, classes, classes.toUri().toString());
        for (Path jar : modules(shop, marks, List.of("media"), ear.resolve("web/WEB-INF/lib"))) {
            part(descriptor, jar, jar.toUri().toString());
        }
        for (Path jar : Layouts.jars("logback-classic", "logback-core", "slf4j-api")) {
            part(
                    descriptor,
                    jar,
                    ear.resolve("web/WEB-INF/lib")
                            .resolve(jar.getFileName())
                            .toUri()
                            .toString());
        }
        return deploy(voyage, descriptor, port);
    }

    /** A WAR that is not unpacked: all its classes tell that they come from the one file, as on Liberty. */
    public static Voyage packedWar(Jdk jdk, ShopModules shop, Marks marks, int port) {
        Voyage voyage = server(jdk, shop);
        String war = voyage.directory().resolve("apps/shop.war").toUri().toString();
        StringBuilder descriptor = new StringBuilder("loader web\n");
        part(descriptor, shop.classes("web"), war);
        for (Path jar : modules(
                shop,
                marks,
                List.of("media", "orders", "fetch"),
                voyage.directory().resolve("cache"))) {
            part(descriptor, jar, war);
        }
        for (Path jar : Layouts.jars(Layouts.LIBRARIES)) {
            part(descriptor, jar, war);
        }
        return deploy(voyage, descriptor, port);
    }

    /** A WAR in a virtual file system, as on WildFly, with all its classes in jars. */
    public static Voyage virtualWar(Jdk jdk, ShopModules shop, Marks marks, int port) {
        Voyage voyage = server(jdk, shop);
        StringBuilder descriptor = new StringBuilder("loader deployment.shop.war\n");
        for (Path jar : modules(shop, marks, MODULES, voyage.directory().resolve("cache"))) {
            part(descriptor, jar, "vfs:/content/shop.war/WEB-INF/lib/" + jar.getFileName() + "/");
        }
        for (Path jar : Layouts.jars(Layouts.LIBRARIES)) {
            part(descriptor, jar, "vfs:/content/shop.war/WEB-INF/lib/" + jar.getFileName() + "/");
        }
        return deploy(voyage, descriptor, port);
    }

    /** Bundles in a real Apache Felix. */
    public static Voyage bundles(Jdk jdk, ShopModules shop, int port) {
        Voyage voyage =
                Voyage.ofJar(jdk, Libraries.jar("org.apache.felix.main")).jvm("-Dshop.port=" + port);
        bundles(shop, voyage.directory().resolve("bundle"));
        write(
                voyage.directory().resolve("conf/config.properties"),
                "felix.auto.deploy.action=install,start\norg.osgi.framework.storage.clean=onFirstInit\n");
        return voyage;
    }

    /** Writes the shop's bundles into a folder from which a framework starts all there are. */
    static void bundles(ShopModules shop, Path folder) {
        bundle(folder, shop, "fetch", "io.tinyfetch", "", List.of());
        bundle(folder, shop, "orders", "com.acme.orders", "io.tinyfetch", List.of("h2"));
        bundle(folder, shop, "media", "com.acme.media", "", List.of());
        bundle(
                folder,
                shop,
                "web",
                "com.acme.shop.web",
                "com.acme.orders,com.acme.media,org.osgi.framework,com.sun.net.httpserver;resolution:=optional",
                List.of("logback-classic", "logback-core", "slf4j-api"));
    }

    private static void bundle(
            Path folder, ShopModules shop, String module, String exported, String imported, List<String> libraries) {
        Map<String, String> manifest = new LinkedHashMap<>();
        manifest.put("Bundle-ManifestVersion", "2");
        manifest.put("Bundle-SymbolicName", exported);
        manifest.put("Bundle-Version", "1.4.2");
        manifest.put("Export-Package", exported);
        // drivers and loggers look for much that they can do without
        manifest.put("DynamicImport-Package", "javax.*,org.w3c.*,org.xml.*,org.ietf.*");
        if (!imported.isEmpty()) {
            manifest.put("Import-Package", imported);
        }
        if (module.equals("web")) {
            manifest.put("Bundle-Activator", "com.acme.shop.web.Activator");
        }
        StringBuilder classPath = new StringBuilder(".");
        libraries.forEach(library -> classPath.append(",lib/").append(library).append(".jar"));
        manifest.put("Bundle-ClassPath", classPath.toString());
        Zip jar = Zip.manifest(manifest).folder("", shop.classes(module));
        libraries.forEach(library -> jar.file("lib/" + library + ".jar", Libraries.jar(library)));
        jar.write(folder.resolve("shop-" + module + ".jar"));
    }

    /** A server whose launcher is on the class path and whose container is in a loader of its own. */
    private static Voyage server(Jdk jdk, ShopModules shop) {
        Voyage voyage = Voyage.of(jdk, "org.deepwater.launch.Main").withoutTestClasses();
        Path home = voyage.directory().resolve("server");
        Map<String, String> bundle =
                Map.of("Bundle-SymbolicName", "org.deepwater", "Implementation-Vendor", "Deep Water");
        voyage.jar(Zip.manifest(bundle).folder("", shop.classes("launcher")).write(home.resolve("bin/launcher.jar")));
        Zip.manifest(bundle).folder("", shop.classes("container")).write(home.resolve("lib/deepwater-container.jar"));
        Zip.manifest(bundle)
                .merge(Libraries.jar("tomcat-embed-core-11"), name -> name.startsWith("jakarta/servlet/"))
                .write(home.resolve("lib/servlet-api.jar"));
        for (Path jar : Layouts.jars(UNDERTOW)) {
            Zip.copy(jar, home.resolve("lib"));
        }
        return voyage.arguments(home.resolve("lib").toString());
    }

    private static Voyage deploy(Voyage voyage, StringBuilder descriptor, int port) {
        descriptor.append("servlet com.acme.shop.web.OrdersServlet /orders\n");
        descriptor.append("servlet com.acme.media.UploadServlet /pictures\n");
        Path file = voyage.directory().resolve("deployment");
        write(file, descriptor.toString());
        return voyage.arguments(String.valueOf(port), file.toString());
    }

    private static List<Path> modules(ShopModules shop, Marks marks, List<String> names, Path folder) {
        return names.stream()
                .map(name -> shop.jar(name, name.equals("fetch") ? Marks.NONE : marks, folder))
                .toList();
    }

    private static void part(StringBuilder descriptor, Path path, String location) {
        descriptor.append("part ").append(path).append(' ').append(location).append('\n');
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

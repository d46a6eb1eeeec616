package dev.seaworthy.harness;

import dev.seaworthy.harness.ShopModules.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Real application servers from their distributions, each launched as its own script does, with the shop deployed. */
public final class Servers {

    private Servers() {}

    /** Open Liberty with a WAR, which it does not unpack. */
    public static Voyage liberty(Jdk jdk, ShopModules shop, Marks marks, List<String> inClasses, int port)
            throws IOException {
        Path home = Libraries.server("openliberty");
        Voyage voyage = Voyage.ofJar(jdk, home.resolve("bin/tools/ws-server.jar"));
        Path user = voyage.directory().resolve("usr");
        Path server = Files.createDirectories(user.resolve("servers/shop/apps")).getParent();
        Deployments.war(shop, marks, inClasses, server.resolve("apps"));
        Files.writeString(server.resolve("server.xml"), """
                <server>
                  <featureManager><feature>servlet-6.0</feature></featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <webApplication location="shop.war" contextRoot="/shop"/>
                  <applicationManager autoExpand="false"/>
                  <webContainer deferServletLoad="false"/>
                </server>
                """.formatted(port));
        return voyage.environment("WLP_USER_DIR", user.toString())
                .jvmAfterAgent("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"))
                .arguments("shop");
    }

    /** WildFly with a WAR or an EAR. */
    public static Voyage wildfly(Jdk jdk, int port) throws IOException {
        Path home = Libraries.server("wildfly");
        Voyage voyage = Voyage.ofJar(jdk, home.resolve("jboss-modules.jar"));
        Path base = voyage.directory().resolve("standalone");
        copy(home.resolve("standalone"), base);
        return voyage.jvm(
                        "-Djboss.home.dir=" + home,
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=" + ShopCustomer.freePort(),
                        "-Djboss.management.http.port=" + ShopCustomer.freePort(),
                        "-Djboss.management.https.port=" + ShopCustomer.freePort(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .jvm(
                        "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED")
                .jvm(
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
                .arguments("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone");
    }

    /** Where {@link #wildfly} finds what it deploys. */
    public static Path deployments(Voyage wildfly) {
        return wildfly.directory().resolve("standalone/deployments");
    }

    /** An EAR: orders and what they need in its {@code lib}, the rest in a WAR. */
    public static Path ear(ShopModules shop, Marks marks, Path folder, Path to) {
        Zip war = Zip.manifest(Map.of()).folder("WEB-INF/classes/", shop.classes("web"));
        Path media = shop.jar("media", marks, folder);
        war.file("WEB-INF/lib/" + media.getFileName(), media);
        for (Path jar : Layouts.jars("logback-classic", "logback-core", "slf4j-api")) {
            war.file("WEB-INF/lib/" + jar.getFileName(), jar);
        }
        Zip ear = Zip.manifest(Map.of())
                .text("META-INF/application.xml", """
                        <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                          <module><web><web-uri>web.war</web-uri><context-root>/shop</context-root></web></module>
                          <library-directory>lib</library-directory>
                        </application>
                        """)
                .file("web.war", war.write(folder.resolve("web.war")));
        for (Path jar : List.of(
                shop.jar("orders", marks, folder), shop.jar("fetch", Marks.NONE, folder), Libraries.jar("h2"))) {
            ear.file("lib/" + jar.getFileName(), jar);
        }
        return ear.write(to.resolve("shop.ear"));
    }

    /** Apache Karaf with the shop's bundles in its folder for deployment. */
    public static Voyage karaf(Jdk jdk, ShopModules shop, int port) throws IOException {
        Path distribution = Libraries.server("karaf");
        Voyage voyage = Voyage.of(jdk, "org.apache.karaf.main.Main").withoutTestClasses();
        Path home = voyage.directory().resolve("karaf");
        copy(distribution, home);
        try (Stream<Path> boot = Files.list(home.resolve("lib/boot"))) {
            boot.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(voyage::jar);
        }
        Deployments.bundles(shop, home.resolve("deploy"));
        return voyage.jvm(
                "-Dshop.port=" + port,
                "-Dkaraf.home=" + home,
                "-Dkaraf.base=" + home,
                "-Dkaraf.data=" + home.resolve("data"),
                "-Dkaraf.etc=" + home.resolve("etc"),
                "-Dkaraf.log=" + home.resolve("data/log"),
                "-Dkaraf.startLocalConsole=false",
                "-Dkaraf.startRemoteShell=false",
                "-Djava.util.logging.config.file=" + home.resolve("etc/java.util.logging.properties"),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                "--add-opens=java.base/sun.net.www.protocol.jar=ALL-UNNAMED");
    }

    private static void copy(Path from, Path to) {
        ShopModules.each(
                from,
                "",
                file -> Zip.copy(
                        file, to.resolve(from.relativize(file).toString()).getParent()));
    }
}

package dev.seaworthy.harness;

import dev.seaworthy.harness.ShopModules.Marks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a module's tests by Maven's Surefire, with the agent in the JVM that Surefire forks. */
public final class Surefire {

    private Surefire() {}

    /** The shop's test: its main module as folder of classes, the others as jars, as in a build of several modules. */
    public static Logbook run(Jdk jdk, ShopModules shop, Map<String, String> environment) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Libraries.voyages()), "surefire-");
        Path report = folder.resolve("report.json");
        StringBuilder elements = new StringBuilder();
        for (String module : List.of("web", "media", "orders", "fetch")) {
            Path jar = shop.jar(module, module.equals("fetch") ? Marks.NONE : Marks.POM, folder.resolve("lib"));
            elements.append("<e>").append(jar).append("</e>\n");
        }
        Stream.of(Layouts.LIBRARIES, Layouts.SERVER)
                .flatMap(Stream::of)
                .forEach(name ->
                        elements.append("<e>").append(Libraries.jar(name)).append("</e>\n"));
        Files.writeString(
                folder.resolve("pom.xml"),
                POM.replace("CLASSES", shop.classes("embedded").toString())
                        .replace("TESTS", shop.classes("surefire").toString())
                        .replace("ELEMENTS", elements)
                        .replace("JVM", jdk.tool("java").toString())
                        .replace("AGENT", Libraries.agent().toString())
                        .replace("REPORT", report.toString()));
        List<String> command = new ArrayList<>(List.of(maven(), "-B", "surefire:test"));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        if (Boolean.getBoolean("maven.offline")) {
            command.add("-o");
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        Path err = folder.resolve("stderr");
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        try {
            return new Logbook(process.waitFor(), out, Files.readAllBytes(err), report, command).ended();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(new String(out, StandardCharsets.UTF_8), e);
        }
    }

    private static String maven() {
        String home = System.getProperty("maven.home");
        return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.acme</groupId>
              <artifactId>shop</artifactId>
              <version>1</version>
              <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
              <dependencies>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>6.1.3</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <outputDirectory>CLASSES</outputDirectory>
                <testOutputDirectory>TESTS</testOutputDirectory>
                <plugins>
                  <plugin>
                    <artifactId>maven-surefire-plugin</artifactId>
                    <version>3.5.5</version>
                    <configuration>
                      <jvm>JVM</jvm>
                      <argLine>-javaagent:AGENT=environment=container,http.port=off,report=REPORT</argLine>
                      <additionalClasspathElements>
                        ELEMENTS
                      </additionalClasspathElements>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;
}

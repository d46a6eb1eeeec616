package com.example.trial;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/** The shop with the agent, in a process of its own, on free ports. */
final class RunningShop implements AutoCloseable {

    private static final Pattern SHOP_PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern AGENT_PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final Voyage voyage;
    private final Process process;
    private final Thread atExit = new Thread(this::end, "stop the shop");

    private RunningShop(Voyage voyage, Process process) {
        this.voyage = voyage;
        this.process = process;
    }

    static RunningShop start(Voyage voyage) throws IOException {
        FileSystemUtils.deleteRecursively(voyage.output());
        Files.createDirectories(voyage.output());
        // The shop runs in the output directory, so that no path needs to stand in the agent's arguments.
        ProcessBuilder builder = new ProcessBuilder(
                        voyage.java().toString(),
                        "-javaagent:" + voyage.agent()
                                + "=environment=container,environment.mountinfo=container.mountinfo"
                                + ",http.port=0,log=file:" + voyage.agentLog().getFileName()
                                + ",file.judge-after=2s,db.max-connections=30",
                        // A system property, as a comma ends an argument of the agent.
                        "-Dseaworthy.report=" + voyage.report().getFileName() + ","
                                + String.join(",", OtherReports.NAMES),
                        "-Djdk.net.hosts.file=" + voyage.home().resolve("next-door.hosts"),
                        "-jar",
                        voyage.application().toString(),
                        "--server.port=0")
                .directory(voyage.output().toFile())
                .redirectErrorStream(true)
                .redirectOutput(voyage.shopLog().toFile());
        Files.copy(voyage.home().resolve("container.mountinfo"), voyage.output().resolve("container.mountinfo"));
        builder.environment().put("PAYMENT_API_KEY", voyage.apiKey());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        RunningShop shop = new RunningShop(voyage, builder.start());
        Runtime.getRuntime().addShutdownHook(shop.atExit);
        return shop;
    }

    /** Where the shop answers; waits until it does. */
    URI address() throws InterruptedException {
        return URI.create("http://127.0.0.1:" + port(SHOP_PORT, voyage.shopLog(), voyage.shopLog()) + "/");
    }

    /** Where the agent answers; waits until it has said so. */
    URI agentAddress() throws InterruptedException {
        return URI.create("http://127.0.0.1:" + port(AGENT_PORT, voyage.agentLog(), voyage.shopLog()) + "/");
    }

    /** Has the shop's JVM find out what nobody can reach any more. */
    void collectGarbage() throws IOException, InterruptedException {
        Path jcmd = voyage.java().resolveSibling("jcmd");
        Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        collection.waitFor();
    }

    /** Stops the shop as Kubernetes does, by SIGTERM, and returns its exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(45, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** Waits until the shop ends by itself. */
    void await() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException goingDown) {
            // then the hook has nothing left to do
        }
    }

    private void end() {
        try {
            stop();
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String port(Pattern pattern, Path log, Path otherLog) throws InterruptedException {
        String[] found = new String[1];
        Patience.until("the shop says " + pattern, Duration.ofSeconds(180), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the shop ended too early, see " + voyage.shopLog());
            }
            Matcher matcher = pattern.matcher(read(log) + read(otherLog));
            if (matcher.find()) {
                found[0] = matcher.group(1);
            }
            return found[0] != null;
        });
        return found[0];
    }

    static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}

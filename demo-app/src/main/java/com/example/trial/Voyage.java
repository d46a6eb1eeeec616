package com.example.trial;

import java.nio.file.Path;
import java.util.UUID;

/**
 * What one trial runs with.
 *
 * @param home directory of the module demo-app, built
 * @param agent the agent's jar
 * @param java the JVM that runs the shop
 * @param output directory for logs and the report; the shop's working directory
 * @param apiKey the secret that must turn up nowhere but in the shop's own log
 */
public record Voyage(Path home, Path agent, Path java, Path output, String apiKey) {

    /** A trial of the built module in {@code home}, on the JVM {@code javaHome}. */
    public static Voyage of(Path home, Path javaHome, String name) {
        Path module = home.toAbsolutePath().normalize();
        return new Voyage(
                module,
                module.resolveSibling("agent").resolve("target/seaworthy-agent.jar"),
                javaHome.resolve("bin/java"),
                module.resolve("target").resolve(name),
                "key-" + UUID.randomUUID());
    }

    Path application() {
        return home.resolve("target/seaworthy-demo-app.jar");
    }

    Path shopLog() {
        return output.resolve("shop.log");
    }

    Path agentLog() {
        return output.resolve("seaworthy.log");
    }

    Path report() {
        return output.resolve("report.json");
    }
}

package org.deepwater.container;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.Servlet;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Deploys one application as a descriptor says: {@code loader NAME} begins a loader below the one before it,
 * {@code part PATH LOCATION} adds to it, {@code servlet CLASS MAPPING} is one of the last loader's.
 */
public final class Container {

    private Container() {}

    /** Arguments: the launcher's, the port, the descriptor. */
    public static void run(String[] args) throws Exception {
        DeploymentInfo shop = Servlets.deployment().setContextPath("/shop").setDeploymentName("shop");
        ClassLoader last = Container.class.getClassLoader();
        for (String line : Files.readAllLines(Path.of(args[2]))) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "loader" -> last = new ModuleLoader(words[1], last);
                case "part" -> ((ModuleLoader) last).add(Path.of(words[1]), words[2]);
                default ->
                    shop.addServlet(
                            Servlets.servlet(words[1], last.loadClass(words[1]).asSubclass(Servlet.class))
                                    .addMapping(words[2])
                                    .setLoadOnStartup(1));
            }
        }
        shop.setClassLoader(last);
        DeploymentManager deployed = Servlets.defaultContainer().addDeployment(shop);
        deployed.deploy();
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[1]), "127.0.0.1")
                .setHandler(Handlers.path().addPrefixPath("/shop", deployed.start()))
                .build()
                .start();
    }
}

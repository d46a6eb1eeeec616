package org.deepwater.launch;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Starts a server whose own classes are in a loader of their own, as application servers do. */
public final class Main {

    private Main() {}

    /** Arguments: the folder of the server's jars, then what the server is told. */
    public static void main(String[] args) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (File jar : new File(args[0]).listFiles()) {
            jars.add(jar.toURI().toURL());
        }
        ClassLoader server = new URLClassLoader(
                "server", jars.toArray(new URL[0]), Main.class.getClassLoader().getParent());
        Thread.currentThread().setContextClassLoader(server);
        server.loadClass("org.deepwater.container.Container")
                .getMethod("run", String[].class)
                .invoke(null, (Object) args);
    }
}

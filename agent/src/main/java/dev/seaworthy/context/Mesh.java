package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/** Whether a service mesh encrypts what leaves the process for its neighbours. */
public final class Mesh {

    private Mesh() {}

    /** {@code setting}: {@code true}, {@code false}; {@code auto} or null = look for what meshes leave in the environment. */
    public static boolean encrypts(@Nullable String setting) {
        if (setting != null && !setting.equals("auto")) {
            return Boolean.parseBoolean(setting);
        }
        for (String name : System.getenv().keySet()) {
            if (name.startsWith("ISTIO_") || name.startsWith("LINKERD_") || name.startsWith("LINKERD2_")) {
                return true;
            }
        }
        return false;
    }
}

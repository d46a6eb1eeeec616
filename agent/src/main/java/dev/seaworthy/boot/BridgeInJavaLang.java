package dev.seaworthy.boot;

import dev.seaworthy.bridge.SeaworthyBridge;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Defines the bridge into {@code java.lang}. Never by {@code appendToBootstrapClassLoaderSearch}: that prints a warning
 * on every JDK and switches class-data sharing off.
 */
final class BridgeInJavaLang {

    /** Dotted, as packing has named it: {@code java.lang.SeaworthyBridge}. */
    static final String NAME = "java.lang.SeaworthyBridge";

    private BridgeInJavaLang() {}

    /** Whether an agent is in this JVM already. */
    static boolean isThere() {
        try {
            Class.forName(NAME, false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Defines it; {@code java.lang} is opened to this loader's module only, never to the application's. */
    static void define(Instrumentation instrumentation, ClassLoader inside) throws IOException, IllegalAccessException {
        Module base = Object.class.getModule();
        Module ours = BridgeInJavaLang.class.getModule();
        instrumentation.redefineModule(
                base,
                Set.of(),
                Collections.<String, Set<Module>>emptyMap(),
                Map.of("java.lang", Set.of(ours)),
                Set.of(),
                Collections.<Class<?>, java.util.List<Class<?>>>emptyMap());
        try (InputStream in = inside.getResourceAsStream(NAME.replace('.', '/').concat(".classdata"))) {
            if (in == null) {
                throw new IOException("the jar lacks the bridge");
            }
            MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(in.readAllBytes());
        }
    }

    /** Internal name for woven code: what the class is called once packed, or in a test. */
    static String internalName() {
        return SeaworthyBridge.class.getName().replace('.', '/');
    }
}

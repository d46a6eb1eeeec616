package dev.seaworthy.boot;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import dev.seaworthy.weave.Weaver;
import java.io.InputStream;

/**
 * Weaves one class for nothing, on a thread of its own, while settings are read: loading the weaver's classes is the
 * longest single part of the start, and a second processor has nothing else to do. It also runs the weaver once before
 * any class of the application is handed to it.
 */
final class Warm implements Runnable, Receiver {

    private final ClassLoader inside;

    Warm(ClassLoader inside) {
        this.inside = inside;
    }

    static void start(ClassLoader inside) {
        Guard.thread("seaworthy-warm", new Warm(inside)).start();
    }

    @Override
    public void run() {
        Guard.ours();
        String name = Warm.class.getName().replace('.', '/');
        try (InputStream own = inside.getResourceAsStream(name.concat(".class"))) {
            if (own != null) {
                HookTable table = new HookTable();
                table.add(Hook.on("warm", name, "run", "()V", this, 0)
                        .give(Hook.SELF)
                        .atEntry()
                        .atExit()
                        .atThrow());
                new Weaver(table, BridgeInJavaLang.NAME, new HookStatus())
                        .transform(inside, name, null, null, own.readAllBytes());
            }
        } catch (Throwable cold) {
            // Only time is lost.
        }
    }
}

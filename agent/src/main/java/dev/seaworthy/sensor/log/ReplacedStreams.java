package dev.seaworthy.sensor.log;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams that servers and test runners put in front of the JVM's own, and that print in a way of their own: what the
 * application prints there passes none of the JDK's methods, or passes them on other streams, later. So their methods are
 * woven when they are found, and nothing that is printed within one of these counts once more. Thread-safe.
 */
final class ReplacedStreams {

    static final int PRINT = 5;
    static final int PRINT_LINE = 6;

    private static final int MOST = 8;
    private static final String[] TEXTS = {"(Ljava/lang/String;)V", "([C)V"};
    /** What is printed is not asked for its text a second time: a line counts as one, and is not searched. */
    private static final String[] OTHERS = {
        "(Ljava/lang/Object;)V", "(Z)V", "(C)V", "(I)V", "(J)V", "(F)V", "(D)V", "()V"
    };

    private final Receiver receiver;
    private final Late late;
    private final List<String> found = new ArrayList<>();
    private final ThreadLocal<int[]> within = new ThreadLocal<>();
    /** Whether there is any, so that others need not ask each thread. */
    private volatile boolean any;

    ReplacedStreams(Receiver receiver, Late late) {
        this.receiver = receiver;
        this.late = late;
    }

    /** Weaves what stands in front now, if it is new; agent's thread. */
    void look(PrintStream out, PrintStream err) {
        look(out.getClass());
        look(err.getClass());
    }

    private void look(Class<?> type) {
        for (Class<?> each = type; each != PrintStream.class && each != null; each = each.getSuperclass()) {
            String name = each.getName();
            if (found.size() >= MOST || found.contains(name + '@' + System.identityHashCode(each))) {
                return;
            }
            found.add(name + '@' + System.identityHashCode(each));
            any = true;
            late.weave(each, hooks(name.replace('.', '/')), 0);
        }
    }

    private List<Hook> hooks(String owner) {
        List<Hook> hooks = new ArrayList<>();
        for (String descriptor : TEXTS) {
            hooks.add(hook(owner, "print", descriptor, PRINT, Hook.SELF, 0));
            hooks.add(hook(owner, "println", descriptor, PRINT_LINE, Hook.SELF, 0));
        }
        for (String descriptor : OTHERS) {
            hooks.add(hook(owner, "print", descriptor, PRINT, Hook.SELF));
            hooks.add(hook(owner, "println", descriptor, PRINT_LINE, Hook.SELF));
        }
        return hooks;
    }

    private Hook hook(String owner, String method, String descriptor, int op, int... gives) {
        return Hook.on("log.print", owner, method, descriptor, receiver, op)
                .give(gives)
                .atEntry()
                .atExit()
                .atThrow()
                .optional();
    }

    /** Whether the calling thread is in a method of one of them, which has been counted. */
    boolean isWithin() {
        if (!any) {
            return false;
        }
        int[] depth = within.get();
        return depth != null && depth[0] > 0;
    }

    /** The calling thread enters a method of one; whether it is the outermost. */
    boolean enter() {
        int[] depth = within.get();
        if (depth == null) {
            depth = new int[1];
            within.set(depth);
        }
        return depth[0]++ == 0;
    }

    /** The calling thread leaves the method. */
    void leave() {
        int[] depth = within.get();
        if (depth != null && depth[0] > 0) {
            depth[0]--;
        }
    }
}

package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sees an application read the parameters and the body of its requests. Which classes these are is seen from what a
 * servlet is given: the server's request, inside of all wrappers, and the stream or reader that it hands out. Thread-safe.
 */
final class BodyReads implements Receiver {

    private static final int PARSE = 1;
    private static final int OPEN = 2;
    private static final int READ = 3;
    private static final int READ_WHOLE = 4;
    private static final int LINE = 5;
    private static final int HIGHEST = 8;

    private final Units units;
    private final Late late;
    private final ClassValue<AtomicBoolean> seen = new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
            return new AtomicBoolean();
        }
    };

    BodyReads(Units units, Late late) {
        this.units = units;
        this.late = late;
    }

    /** A request reached a servlet. */
    void watch(Object request) {
        if (isNew(request)) {
            Object inner = ServletValues.innermost(request);
            if (inner == request || isNew(inner)) {
                weave(inner.getClass(), true);
            }
        }
    }

    private boolean isNew(Object object) {
        AtomicBoolean known = seen.get(object.getClass());
        return !known.get() && known.compareAndSet(false, true);
    }

    private void weave(Class<?> type, boolean request) {
        late.later(() -> {
            Class<?> one = type;
            for (int i = 0;
                    i < HIGHEST && one != null && one.getClassLoader() != null;
                    i++, one = one.getSuperclass()) {
                String owner = one.getName().replace('.', '/');
                List<Hook> hooks = new ArrayList<>();
                if (request) {
                    hooks.add(hook(owner, "getParameter,getParameterValues,getParameterMap", null, PARSE));
                    hooks.add(hook(owner, "getInputStream,getReader", null, OPEN));
                } else {
                    hooks.add(hook(owner, "read", "([BII)I", READ).give(0, 1));
                    hooks.add(hook(owner, "read", "([CII)I", READ).give(0, 1));
                    hooks.add(hook(owner, "read", "([B)I", READ_WHOLE).give(0));
                    hooks.add(hook(owner, "read", "([C)I", READ_WHOLE).give(0));
                    hooks.add(hook(owner, "readLine", "()Ljava/lang/String;", LINE));
                }
                late.weave(one, hooks, 0);
            }
        });
    }

    private Hook hook(String owner, String method, @Nullable String descriptor, int op) {
        return Hook.on("server.body", owner, method, descriptor, this, op)
                .atExit()
                .optional();
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op == OPEN) {
            if (result != null && isNew(result)) {
                weave(result.getClass(), false);
            }
            return;
        }
        if (result == null || !(units.open().brought() instanceof Brought brought)) {
            return;
        }
        switch (op) {
            case PARSE -> brought.parsed = true;
            case READ -> {
                int read = (Integer) result;
                if (read > 0) {
                    int from = b instanceof Integer start ? start : 0;
                    brought.read(a, from, read);
                    brought.remember(a, from, read);
                }
            }
            case READ_WHOLE -> {
                int read = (Integer) result;
                if (read > 0) {
                    brought.readWhole(a, read);
                }
            }
            default -> brought.line((String) result);
        }
    }
}

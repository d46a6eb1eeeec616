package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Late;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous requests by the Servlet API's own contract, javax or jakarta, in whatever server: a request that has been
 * started as one when its servlet returns goes on until the server tells its listeners that it is complete, be that by
 * {@code complete()}, after a dispatch, a timeout or an error. Thread-safe.
 *
 * <p>A response that has begun when the servlet returns is a stream, which goes on for as long as somebody listens: what
 * it does is no answer that a caller waits for, and ends with its thread's work.
 */
final class AsyncRequests {

    private static final String API = "jakarta.servlet.%,javax.servlet.%";
    private static final int DEEPEST = 16;

    private static final Getter STARTED = of("ServletRequest", "isAsyncStarted");
    private static final Getter CONTEXT = of("ServletRequest", "getAsyncContext");
    private static final Getter DISPATCHER = of("ServletRequest", "getDispatcherType");
    private static final Getter THROWN = of("AsyncEvent", "getThrowable");
    private static final Getter WRAPPED = of("ServletRequestWrapper", "getRequest");
    private static final Getter COMMITTED = of("ServletResponse", "isCommitted");

    /** Adds a listener to a context of that class; null where that cannot be. */
    private static final ClassValue<@Nullable Adder> ADDERS = new ClassValue<>() {
        @Override
        protected @Nullable Adder computeValue(Class<?> type) {
            for (String root : new String[] {"jakarta.servlet.", "javax.servlet."}) {
                try {
                    Class<?> context = Class.forName(root + "AsyncContext", false, type.getClassLoader());
                    Class<?> listener = Class.forName(root + "AsyncListener", false, context.getClassLoader());
                    if (context.isAssignableFrom(type)) {
                        return new Adder(context.getMethod("addListener", listener), listener);
                    }
                } catch (ReflectiveOperationException | LinkageError absent) {
                    continue;
                }
            }
            return null;
        }
    };

    private record Adder(Method method, Class<?> listener) {}

    private final Units units;
    private final Late late;
    private final Deferrals deferrals;

    AsyncRequests(Units units, Late late, Drops drops) {
        this.units = units;
        this.late = late;
        this.deferrals = new Deferrals(units, drops);
    }

    private static Getter of(String type, String method) {
        return Getter.of(API.replace("%", type), method);
    }

    /** Whether the request goes on with one that was begun before: then this thread is in it. Matched by one end. */
    boolean resumed(@Nullable Object request) {
        if (request == null || deferrals.isEmpty()) {
            return false;
        }
        Deferrals.Deferral going = deferrals.of(base(request));
        if (going == null) {
            return false;
        }
        if ("ASYNC".equals(DISPATCHER.text(request))) {
            deferrals.resume(going);
            return true;
        }
        if (!units.current().isRequest()) {
            deferrals.end(going); // its object stands for another request by now
        }
        return false;
    }

    /** A servlet returned, on the thread of its request. */
    void returned(@Nullable Object request, @Nullable Object response) {
        if (request == null
                || !Boolean.TRUE.equals(STARTED.read(request))
                || !units.current().isRequest()) {
            return;
        }
        Object base = base(request);
        if (deferrals.of(base) == null && !Boolean.FALSE.equals(COMMITTED.read(response))) {
            units.complete(units.open());
            return;
        }
        Object context = CONTEXT.read(request);
        Adder adder = context == null ? null : ADDERS.get(context.getClass());
        Deferrals.Deferral deferral = adder == null ? null : deferrals.begin(base, System.currentTimeMillis());
        if (adder == null || deferral == null) {
            return;
        }
        deferral.unit.part();
        deferrals.leave(deferral);
        if (deferral.heard) {
            return;
        }
        deferral.heard = true;
        WeakReference<Object> answer = new WeakReference<>(response);
        try {
            adder.method.invoke(context, listener(adder.listener, deferral, answer));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError over) {
            deferrals.end(deferral);
        }
    }

    private Object listener(Class<?> type, Deferrals.Deferral deferral, WeakReference<Object> answer) {
        InvocationHandler hears = (self, method, arguments) -> {
            switch (method.getName()) {
                // The server calls this without a hook between.
                case "onComplete" ->
                    late.calledBack(() -> {
                        deferral.unit.answered(ServletRequests.status(answer.get()));
                        deferrals.end(deferral);
                    });
                case "onError" ->
                    late.calledBack(() -> {
                        if (THROWN.read(arguments[0]) instanceof Throwable thrown) {
                            deferral.unit.failed(thrown);
                        }
                    });
                case "equals" -> {
                    return self == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(self);
                }
                case "toString" -> {
                    return "Seaworthy";
                }
                default -> {}
            }
            return null;
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, hears);
    }

    /** The server's own request, whatever the application wrapped around it. */
    private static Object base(Object request) {
        Object one = request;
        for (int i = 0; i < DEEPEST; i++) {
            Object inner = WRAPPED.read(one);
            if (inner == null) {
                return one;
            }
            one = inner;
        }
        return one;
    }

    void tick(long now) {
        deferrals.tick(now);
    }
}

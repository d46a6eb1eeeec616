package dev.seaworthy.sensor.http;

/** What the stack around a call says about who may bound it. */
enum Wrapping {
    /** Nothing: the caller waits. */
    NONE,
    /** The call runs inside a task whose future somebody may wait for. */
    TASK,
    /** A time limiter, or a reactive pipeline that has its own, stands on the stack. */
    LIMITER;

    private static final int DEEPEST = 400;
    private static final String[] LIMITERS = {
        ".resilience4j.timelimiter.",
        ".failsafe.internal.TimeoutExecutor",
        ".faulttolerance.core.timeout.",
        "com.netflix.hystrix."
    };
    private static final String[] PIPELINES = {"reactor.core.publisher.", "io.reactivex.", "io.smallrye.mutiny."};

    /**
     * Looks at the calling thread's stack.
     *
     * @param knowsPipeline whether it is known that no pipeline on it has a limit of its own
     */
    static Wrapping look(boolean knowsPipeline) {
        return StackWalker.getInstance().walk(stack -> {
            Wrapping found = NONE;
            int walked = 0;
            for (var frame : (Iterable<StackWalker.StackFrame>) stack::iterator) {
                if (++walked > DEEPEST) {
                    break;
                }
                String name = frame.getClassName();
                if (isTask(name, frame.getMethodName())) {
                    found = TASK;
                } else if (isOf(LIMITERS, name) || !knowsPipeline && isOf(PIPELINES, name)) {
                    return LIMITER;
                }
            }
            return found;
        });
    }

    private static boolean isTask(String name, String method) {
        if (!name.startsWith("java.util.concurrent.")) {
            return false;
        }
        // FutureTask.runAndReset is a periodic task, which nobody waits for.
        return name.equals("java.util.concurrent.FutureTask") && method.equals("run")
                || name.startsWith("java.util.concurrent.CompletableFuture$")
                || name.startsWith("java.util.concurrent.ForkJoinTask$")
                || name.startsWith("java.util.concurrent.ThreadPerTaskExecutor$ThreadBoundFuture");
    }

    private static boolean isOf(String[] parts, String name) {
        if (name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.")) {
            return false;
        }
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}

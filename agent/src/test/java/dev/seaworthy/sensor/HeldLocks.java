package dev.seaworthy.sensor;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;

/** The locks that the calling thread holds and that the agent's code took: whoever waits must hold none. */
public final class HeldLocks {
    private HeldLocks() {}

    /** Where each was taken; empty where none is held. */
    public static List<String> ofOurs() {
        long self = Thread.currentThread().getId();
        ThreadInfo seen = ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {self}, true, true)[0];
        List<String> held = new ArrayList<>();
        for (MonitorInfo monitor : seen.getLockedMonitors()) {
            StackTraceElement by = monitor.getLockedStackFrame();
            if (by.getClassName().startsWith("dev.seaworthy.")) {
                held.add(by.toString());
            }
        }
        for (LockInfo lock : seen.getLockedSynchronizers()) {
            held.add(lock.toString());
        }
        return held;
    }
}

package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;

/** What one thread reads a call into. */
final class Pad {

    final Calling call = new Calling();
    private final CallLimits limits = new CallLimits();

    /** Limits of which none is known yet. */
    CallLimits clearedLimits() {
        limits.clear();
        return limits;
    }
}

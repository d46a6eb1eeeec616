package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import java.util.List;

/** Weaves nothing, finds nothing and runs nothing. */
final class Never implements Late {
    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

    @Override
    public void later(Runnable task) {}
}

package dev.seaworthy.sensor.work;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gives the classes that a test says are loaded, and keeps what is to be woven into them. */
final class Looked implements Late {

    final List<Class<?>> loaded = new ArrayList<>();
    final Set<String> woven = new TreeSet<>();

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {
        for (Hook hook : hooks) {
            String owner = hook.owner();
            woven.add(owner.substring(owner.lastIndexOf('$') + 1) + "." + hook.signature());
        }
    }

    @Override
    public void later(Runnable task) {
        task.run();
    }

    @Override
    public List<Class<?>> loaded() {
        return loaded;
    }
}

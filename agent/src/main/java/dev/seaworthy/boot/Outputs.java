package dev.seaworthy.boot;

import org.jspecify.annotations.Nullable;

/** Rules, ledger and reporters, made at first need. */
final class Outputs {
    private final Engine engine;
    private final Judge judge;

    Outputs(Engine engine) {
        this.engine = engine;
        judge = new Judge(java.util.List.of(), new dev.seaworthy.rule.Findings() {
            @Override
            public void add(dev.seaworthy.rule.Found found) {}

            @Override
            public void resolve(dev.seaworthy.rule.Found found) {}
        }, engine.seen, engine.errors, engine.dropped);
    }

    Judge judge() {
        return judge;
    }

    void open(long now) {}

    void tick(long now, boolean last) {
        if (last) {
            System.err.println("STOP " + engine.status.entries());
        }
    }

    void failed(@Nullable Throwable failure) {
        if (failure != null) {
            failure.printStackTrace();
        }
    }

    void close() {}
}

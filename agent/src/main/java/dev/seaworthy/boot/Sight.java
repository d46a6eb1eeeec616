package dev.seaworthy.boot;

import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.weave.HookStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the agent could see, put together from the running parts. Thread-safe. */
final class Sight implements Coverage {

    private final Engine engine;
    private final Ledger ledger;
    private final OwnThreads threads;
    private final Frameworks frameworks;

    Sight(Engine engine, Ledger ledger, OwnThreads threads) {
        this.engine = engine;
        this.ledger = ledger;
        this.threads = threads;
        this.frameworks = new Frameworks(engine.instrumentation);
    }

    @Override
    public List<HookState> hooks() {
        return hooks(engine);
    }

    private static List<HookState> hooks(Engine engine) {
        Map<String, HookState> states = new TreeMap<>();
        for (String name : engine.table.names()) {
            states.put(
                    name,
                    new HookState(
                            name,
                            false,
                            engine.table.waits(name) && !engine.isRestWoven()
                                    ? "left for the first port that is opened, or the first 400 ms"
                                    : Coverage.NOT_LOADED));
        }
        Map<String, String> missing = new HashMap<>();
        for (HookStatus.Entry entry : engine.status.entries()) {
            String why = entry.why().isEmpty() ? null : entry.method() + ": " + entry.why();
            if (why != null) {
                missing.merge(entry.hook(), why, (one, other) -> one + "; " + other);
            }
            HookState before = states.get(entry.hook());
            boolean installed = entry.installed() || before != null && before.installed();
            states.put(entry.hook(), new HookState(entry.hook(), installed, missing.get(entry.hook())));
        }
        return new ArrayList<>(states.values());
    }

    /** Areas of hooks of which one took, or none. */
    static List<String> areas(Engine engine, boolean active) {
        TreeSet<String> installed = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        for (HookState hook : hooks(engine)) {
            String area = hook.hook().substring(0, Math.max(0, hook.hook().indexOf('.')));
            all.add(area);
            if (hook.installed()) {
                installed.add(area);
            }
        }
        if (!active) {
            all.removeAll(installed);
        }
        return new ArrayList<>(active ? installed : all);
    }

    @Override
    public List<RuleState> rules() {
        List<RuleState> states = new ArrayList<>();
        for (RuleCard card : ledger.cards()) {
            states.add(state(card));
        }
        return states;
    }

    private RuleState state(RuleCard card) {
        if (!ledger.isOn(card.id())) {
            return new RuleState(card.id(), "off", "switched off by the setting rules");
        }
        String why = null;
        for (Map.Entry<String, String> need : card.needs().entrySet()) {
            if (engine.seen.get(need.getKey()) > 0) {
                return new RuleState(card.id(), "active", null);
            }
            why = why == null ? need.getValue() : why;
        }
        return new RuleState(card.id(), "not-evaluated", why);
    }

    @Override
    public Map<String, Long> observations() {
        return engine.seen.all();
    }

    @Override
    public Map<String, Long> dropped() {
        Map<String, Long> dropped = engine.dropped.all();
        dropped.put("observations", engine.intake.dropped());
        engine.intake.droppedBySense().forEach((sense, lost) -> dropped.put(Coverage.OF_THESE + sense, lost));
        dropped.put("sites", engine.surroundings.sites().dropped());
        return dropped;
    }

    @Override
    public Map<String, Long> errors() {
        Map<String, Long> errors = engine.errors.all();
        errors.put("sensors", engine.dispatcher.errors());
        return errors;
    }

    @Override
    public Map<String, Long> cost() {
        Map<String, Long> cost = new TreeMap<>();
        cost.put("start-millis", engine.startMillis);
        long cpu = threads.cpuMillis();
        if (cpu >= 0) {
            cost.put("cpu-millis", cpu);
        }
        return cost;
    }

    @Override
    public List<String> frameworks() {
        return frameworks.found();
    }
}

package dev.seaworthy.boot;

import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
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
                                    ? "postponed until the first port is opened, or for 400 ms"
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
        Hook refused = engine.table.firstRefused();
        if (refused != null) {
            HookState before = states.get(refused.name());
            boolean installed = before != null && before.installed();
            String why = full(engine.table, refused);
            states.put(refused.name(), new HookState(refused.name(), installed, why));
        }
        return new ArrayList<>(states.values());
    }

    /** What is no longer seen because the limit of hooks was reached. */
    static String full(HookTable table, Hook first) {
        return "the limit of " + HookTable.MOST + " hooks was reached: " + table.refused()
                + " hooks were dropped, the first of them in " + first.owner().replace('/', '.');
    }

    /** Areas of hooks of which none took so far. */
    static List<String> waiting(Engine engine) {
        TreeSet<String> installed = new TreeSet<>();
        TreeSet<String> waiting = new TreeSet<>();
        for (HookState hook : hooks(engine)) {
            String area = hook.hook().substring(0, Math.max(0, hook.hook().indexOf('.')));
            (hook.installed() ? installed : waiting).add(area);
        }
        waiting.removeAll(installed);
        return new ArrayList<>(waiting);
    }

    @Override
    public List<RuleState> rules() {
        List<RuleState> states = new ArrayList<>();
        for (RuleCard card : ledger.cards()) {
            states.add(state(card));
        }
        return states;
    }

    @Override
    public Map<String, Long> unplaced() {
        Map<String, Long> blind = engine.unplaced.all();
        blind.entrySet().removeIf(sense -> sense.getValue() < engine.seen.get(sense.getKey()));
        return blind;
    }

    @Override
    public List<String> applicationRoots() {
        return engine.surroundings.applicationRoots();
    }

    private RuleState state(RuleCard card) {
        if (!ledger.isOn(card.id())) {
            return new RuleState(card.id(), "off", "switched off by the setting rules");
        }
        String why = null;
        long seen = 0;
        long unplaced = 0;
        for (Map.Entry<String, String> need : card.needs().entrySet()) {
            seen += engine.seen.get(need.getKey());
            unplaced += card.needsPlace() ? engine.unplaced.get(need.getKey()) : 0;
            why = why == null ? need.getValue() : why;
        }
        if (seen == 0) {
            return new RuleState(card.id(), "not-evaluated", why);
        }
        String blind = unplaced == 0 ? null : Coverage.unplaced(unplaced);
        return new RuleState(card.id(), unplaced < seen ? "active" : "not-evaluated", blind);
    }

    @Override
    public Map<String, Long> observations() {
        return engine.seen.all();
    }

    @Override
    public Map<String, Long> dropped() {
        Map<String, Long> dropped = engine.dropped.all();
        dropped.put("observations", engine.intake.dropped());
        dropped.put("hooks", engine.table.refused());
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
    public long roundAgeMillis() {
        return engine.roundAgeMillis();
    }

    @Override
    public List<String> frameworks() {
        return frameworks.found();
    }
}

package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolConfigured.Validation;
import dev.seaworthy.observation.PoolServed;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Rule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes observations of pools for a rule, and keeps what the rule finds. */
final class PoolsSeen extends Noted {

    private final Rule<? super JdbcObservation> rule;
    Database database = Harbour.POSTGRES;
    String pool = "com.zaxxer.hikari.HikariDataSource";
    int maximum = 10;
    long acquireMillis = 30_000;
    Validation validation = Validation.AFTER_IDLE;
    long lifetimeMillis = 1_800_000;
    int application = 1;
    final Map<String, Integer> others = new LinkedHashMap<>();

    @SuppressWarnings("unchecked") // each rule takes what it needs
    PoolsSeen(Rule<?> rule) {
        this.rule = (Rule<? super JdbcObservation>) rule;
    }

    /** Settings, each {@code key=value}. */
    static Surroundings settings(String... settings) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String setting : settings) {
            int is = setting.indexOf('=');
            map.put(setting.substring(0, is), setting.substring(is + 1));
        }
        return new Surroundings(map::get);
    }

    static Database of(String product, String host, int port) {
        String url = "jdbc:" + product + "://" + host + (port > 0 ? ":" + port : "") + "/shop";
        return new Database(url, product, host, port, "shop", "app", false, false, false, null);
    }

    static Database embedded() {
        return new Database("jdbc:h2:mem:shop", "h2", null, 0, "shop", "sa", true, true, false, null);
    }

    void configured() {
        configured("orders", Harbour.site("com.acme.Database", "pool", 12));
    }

    void configured(String name, Site site) {
        Map<String, Integer> together = new LinkedHashMap<>(others);
        if (maximum > 0) {
            together.put(name, maximum);
        }
        rule.inspect(
                new PoolConfigured(
                        new Origin(1_000, Phase.STARTUP, Unit.NONE, site, 1),
                        database,
                        pool,
                        name,
                        maximum,
                        acquireMillis,
                        validation,
                        lifetimeMillis,
                        null,
                        together,
                        application),
                this);
    }

    void served(Unit.Kind kind) {
        Unit unit = kind == Unit.Kind.NONE ? Unit.NONE : new Unit(7, kind, false);
        Phase phase = kind == Unit.Kind.REQUEST ? Phase.REQUEST : Phase.STARTUP;
        Site site = Harbour.site("com.acme.Database", "pool", 12);
        rule.inspect(new PoolServed(new Origin(1_000, phase, unit, site, 1), database, pool), this);
    }

    Found one() {
        if (found.size() != 1) {
            throw new AssertionError("Expected one finding, got " + found.size());
        }
        return found.get(0);
    }
}

package dev.seaworthy.finding;

import dev.seaworthy.config.Settings;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Ledgers and found things for tests. */
public final class Books {

    public static final SampleRule PLAIN_HTTP = new SampleRule.PlainHttp();
    public static final SampleRule UNPOOLED = new SampleRule.UnpooledConnection();

    private Books() {}

    public static List<RuleCard> cards() {
        return List.of(
                RuleCard.of(SampleRule.PlainHttp.class),
                RuleCard.of(SampleRule.NoTimeout.class),
                RuleCard.of(SampleRule.LocalhostEndpoint.class),
                RuleCard.of(SampleRule.EmbeddedDatabase.class),
                RuleCard.of(SampleRule.PrivilegedLogin.class),
                RuleCard.of(SampleRule.UnpooledConnection.class),
                RuleCard.of(SampleRule.TooManyClients.class),
                RuleCard.of(SampleRule.UnprotectedEndpoint.class));
    }

    public static Settings settings(String arguments) {
        return Settings.load(arguments, new Properties(), Map.of());
    }

    public static Ledger ledger(String arguments) {
        return new Ledger(settings(arguments), cards(), false, text -> text.replace("hunter2-hunter2", "***"));
    }

    public static Site at(String type, String method, int line) {
        Place place = new Place(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
        return new Site(place, true, List.of(place));
    }

    public static Site dao() {
        return at("com.acme.OrderDao", "find", 31);
    }

    public static Found confirmed(SampleRule rule, String target, String message) {
        return Found.confirmed(rule, dao(), target, message, 1_000_000);
    }
}

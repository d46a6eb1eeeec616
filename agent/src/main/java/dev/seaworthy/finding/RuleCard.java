package dev.seaworthy.finding;

import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Sense;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalogue knows about a rule. Immutable.
 *
 * @param type the rule's class
 * @param id {@code area/kebab-case-name}
 * @param area the part of the id before the slash
 * @param severity of a confirmed finding unless the rule says another
 * @param summary names the hazard
 * @param fix one imperative sentence
 * @param milder whether it is one step milder on a developer's machine
 * @param onByDefault whether it runs unless switched off
 * @param needsPlace whether it judges only what a frame of the application was seen for
 * @param cwe numbers of the weaknesses that it finds; empty if it is not about security
 * @param needs the senses that it judges, each with what to tell where it never spoke
 * @param precision how sure its confirmed findings are
 */
public record RuleCard(
        Class<?> type,
        String id,
        String area,
        Severity severity,
        String summary,
        String fix,
        boolean milder,
        boolean onByDefault,
        boolean needsPlace,
        List<Integer> cwe,
        Map<String, String> needs,
        RuleSpec.Precision precision) {

    /** Reads the card off a rule's class. */
    public static RuleCard of(Class<? extends Rule<?>> type) {
        RuleSpec spec = type.getAnnotation(RuleSpec.class);
        if (spec == null) {
            throw new IllegalArgumentException(type.getName() + " has no @RuleSpec");
        }
        Map<String, String> needs = new LinkedHashMap<>();
        for (Class<? extends Observation> seen : spec.needs()) {
            Sense sense = seen.getAnnotation(Sense.class);
            if (sense != null) {
                needs.put(sense.value(), sense.missing());
            }
        }
        int slash = spec.id().indexOf('/');
        return new RuleCard(
                type,
                spec.id(),
                slash < 0 ? spec.id() : spec.id().substring(0, slash),
                spec.severity(),
                spec.summary(),
                spec.fix(),
                spec.milderOnDeveloperMachine(),
                spec.onByDefault(),
                spec.needsPlace(),
                Arrays.stream(spec.cwe()).boxed().toList(),
                needs,
                spec.precision());
    }

    /** The rule's page in Markdown; summary and fix where the page is missing. */
    public String page() {
        try (InputStream page = type.getResourceAsStream(type.getSimpleName() + ".md")) {
            if (page != null) {
                return new String(page.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException unreadable) {
            // the jar was replaced under a running JVM
        }
        return "# " + id + "\n\n" + summary + ".\n\n" + fix + "\n";
    }
}

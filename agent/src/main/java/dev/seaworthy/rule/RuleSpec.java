package dev.seaworthy.rule;

import dev.seaworthy.observation.Observation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A rule's entry in the catalogue. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleSpec {
    /** {@code area/kebab-case-name}; the name is the class's own. */
    String id();

    /** Severity of a confirmed finding; a rule may say another for a variant. */
    Severity severity();

    /** The observations that the rule judges; without any of them it is reported as not evaluated. */
    Class<? extends Observation>[] needs();

    /** Names the hazard, without a full stop. */
    String summary();

    /** One imperative sentence that says what to do, with a full stop. */
    String fix();

    /** Whether findings are one step milder on a developer's machine. Secrets and TLS are not. */
    boolean milderOnDeveloperMachine() default true;

    /** Whether it judges only what a frame of the application was seen for; coverage says how much had none. */
    boolean needsPlace() default false;

    /** Whether the rule runs unless switched off. */
    boolean onByDefault() default true;

    /** Numbers of the weaknesses (Common Weakness Enumeration) that it finds; any makes it a rule about security. */
    int[] cwe() default {};

    /** How often a confirmed finding is a hazard indeed. */
    Precision precision() default Precision.HIGH;

    /** How sure a confirmed finding is, the surest first. */
    enum Precision {
        /** What was seen is the hazard. */
        VERY_HIGH("very-high"),
        /** What was seen repeatedly leads to the hazard. */
        HIGH("high"),
        /** Whether it is a hazard depends on what production is like, or on what was meant. */
        MEDIUM("medium");

        private final String label;

        Precision(String label) {
            this.label = label;
        }

        /** Lower-case name, as in SARIF. */
        public String label() {
            return label;
        }
    }
}

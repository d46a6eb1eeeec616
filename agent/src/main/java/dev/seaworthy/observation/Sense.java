package dev.seaworthy.observation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which counter an observation belongs to, and what to tell when none was ever made. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Sense {
    /** Name in {@code seaworthy_observations_total} and in the report's coverage, such as {@code jdbc.connection}. */
    String value();

    /** Why a rule that needs it could not be evaluated: {@code no JDBC connection seen}. */
    String missing();

    /** Whether its sensor counts all that it saw under that name, told or not: then what is told counts no more. */
    boolean counted() default false;
}

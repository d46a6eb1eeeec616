package dev.seaworthy.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test that takes a {@link Jdk}, and in which the JDK is not the matter: it runs on the newest, and on each of them with
 * {@code -Dseaworthy.jdks=all}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("dev.seaworthy.harness.Jdk#newest")
public @interface NewestJdk {}

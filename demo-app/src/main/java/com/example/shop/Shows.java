package com.example.shop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which of Seaworthy's rules a request handler shows, and from which side. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shows {

    /** The rule's id, as in {@code jdbc/unpooled-connection}. */
    String rule();

    Side side();

    /** Other rules that the handler breaks on its way. */
    String[] also() default {};

    /** What the user gets; the same on both sides. */
    String does();

    /** How this side does it. */
    String how();

    /** The method of the handler's class to which a warning belongs; empty for the handler itself. */
    String at() default "";

    /** Whether the rule warns about the handler. */
    enum Side {
        BAD,
        GOOD
    }
}

package dev.seaworthy.rule.log;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;

/** Tells whether the application itself logged an event, rather than a library that it called. */
final class Speaker {

    /** The JDK, facades and frameworks: what may stand between the application's line and the event. */
    private static final String[] BETWEEN = {
        "java.",
        "jdk.",
        "sun.",
        "kotlin.",
        "scala.",
        "groovy.",
        "org.codehaus.groovy.",
        "org.slf4j.",
        "ch.qos.logback.",
        "org.apache.logging.",
        "org.apache.log4j.",
        "org.apache.commons.logging.",
        "org.apache.juli.",
        "org.jboss.logging.",
        "org.jboss.logmanager.",
        "org.tinylog.",
        "com.google.common.flogger.",
        "io.quarkus.logging."
    };

    private Speaker() {}

    /** @param logger name of the logger; by custom that of the class that logs */
    static boolean isApplication(Site site, String logger) {
        Place place = site.place();
        if (place == null) {
            return false;
        }
        if (logger.equals(host(place.className()))) {
            return true;
        }
        for (Place frame : site.stack()) {
            if (frame.equals(place)) {
                return true;
            }
            if (!isBetween(frame.className())) {
                return false;
            }
        }
        return false;
    }

    private static String host(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    private static boolean isBetween(String className) {
        for (String prefix : BETWEEN) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

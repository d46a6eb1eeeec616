package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Site;

/** Tools that open connections of their own for good reason: migrations, schema generators, test containers. */
final class Tools {

    private static final String[] FRAMES = {
        "org.flywaydb.",
        "liquibase.",
        "org.testcontainers.",
        "org.hibernate.tool.",
        "org.springframework.boot.sql.init."
    };
    private static final String[] TESTS = {"org.junit.", "junit.", "org.testng."};

    private Tools() {}

    static boolean areAtWork(Site site) {
        return passesAny(site, FRAMES);
    }

    static boolean isTest(Site site) {
        return passesAny(site, TESTS);
    }

    private static boolean passesAny(Site site, String[] prefixes) {
        for (String prefix : prefixes) {
            if (site.passes(prefix)) {
                return true;
            }
        }
        return false;
    }
}

package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Site;

/** What to do about a loop over statements, in the words of the access layer that the loop goes through. */
final class Remedy {

    private static final String PLAIN =
            "Fetch the children in one query (a join, or an IN list of the keys) instead of one by one in a loop.";

    private Remedy() {}

    /** One sentence. */
    static String of(ShapeRepeated seen) {
        Site site = seen.origin().site();
        return seen.writes() ? forWrites(site) : forReads(site);
    }

    private static String forReads(Site site) {
        if (site.goesThrough("org.hibernate.")) {
            return isAsked(
                            site,
                            "org.hibernate.",
                            "get",
                            "find",
                            "load",
                            "getReference",
                            "byId",
                            "list",
                            "getSingleResult")
                    ? "Load all of them with one query (an IN list, findAllById, byMultipleIds) before the loop."
                    : "Fetch the association with the first query (join fetch, @EntityGraph), or set"
                            + " hibernate.default_batch_fetch_size so that one query loads many.";
        }
        if (site.goesThrough("org.eclipse.persistence.")) {
            return isAsked(site, "org.eclipse.persistence.", "find", "getReference", "getSingleResult", "getResultList")
                    ? "Load all of them with one query (an IN list of the keys) before the loop."
                    : "Fetch the association with the first query (join fetch, or the batch hint eclipselink.batch).";
        }
        if (site.goesThrough("org.apache.ibatis.")) {
            return site.goesThrough("org.apache.ibatis.executor.resultset.")
                            || site.goesThrough("org.apache.ibatis.executor.loader.")
                    ? "Replace the nested select of the result map with a join, or load the children with one IN list."
                    : "Load all of them with one statement (foreach over the keys in an IN list) before the loop.";
        }
        if (site.goesThrough("org.jooq.")) {
            return "Fetch the children in the same query (multiset, join) or with one IN list before the loop.";
        }
        return PLAIN;
    }

    /** Whether the application's own line asks the layer for each by one of these methods. */
    static boolean isAsked(Site site, String layer, String... methods) {
        Place own = site.place();
        Place last = null;
        for (Place frame : site.stack()) {
            if (frame.equals(own)) {
                break;
            }
            last = frame.className().startsWith(layer) ? frame : last;
        }
        if (last != null) {
            for (String method : methods) {
                if (last.method().equals(method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String forWrites(Site site) {
        if (site.goesThrough("org.hibernate.")) {
            return "Set hibernate.jdbc.batch_size (and hibernate.order_inserts), and use a sequence rather than"
                    + " identity columns, so that the writes go out in batches.";
        }
        if (site.goesThrough("org.springframework.jdbc.")) {
            return "Send the writes of the loop with one batchUpdate.";
        }
        return "Send the writes of the loop as one batch (addBatch, executeBatch).";
    }
}

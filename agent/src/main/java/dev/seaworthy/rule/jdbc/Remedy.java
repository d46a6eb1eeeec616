package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Site;

/** What to do about a loop, in the words of the access layer that is on the stack. */
final class Remedy {

    private Remedy() {}

    static String forLoop(ShapeRepeated seen) {
        Site site = seen.origin().site();
        return seen.writes() ? forWrites(site) : forReads(site);
    }

    private static String forReads(Site site) {
        if (site.passes("org.hibernate.")) {
            return "Fetch the association with the first query (join fetch, @EntityGraph), or set"
                    + " hibernate.default_batch_fetch_size so that one query loads many of them.";
        }
        if (site.passes("org.eclipse.persistence.")) {
            return "Fetch the association with the first query (join fetch, or the batch hint eclipselink.batch).";
        }
        if (site.passes("org.apache.ibatis.")) {
            return "Replace the nested select of the result map by a join, or load the children with one IN list.";
        }
        if (site.passes("org.jooq.")) {
            return "Fetch the children in the same query (multiset, join) or with one IN list before the loop.";
        }
        return "Fetch the children in one query (a join, or an IN list of the keys) instead of one by one in the loop.";
    }

    private static String forWrites(Site site) {
        if (site.passes("org.hibernate.")) {
            return "Set hibernate.jdbc.batch_size (and hibernate.order_inserts), and use a sequence rather than identity"
                    + " columns, so that the writes go out in batches.";
        }
        if (site.passes("org.springframework.jdbc.")) {
            return "Send the writes of the loop with one batchUpdate.";
        }
        return "Send the writes of the loop as one batch (addBatch, executeBatch).";
    }
}

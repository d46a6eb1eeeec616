/**
 * Watches: they hear of all that {@code track} follows, and hand on as observations only what rules could find fault
 * with. Nobody uses them. A watch judges nothing finally: its limits, all in {@code Limits}, lie at or below those of
 * its rule.
 */
package dev.seaworthy.sensor.jdbc.watch;

package dev.seaworthy.rule.http;

import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.SocketOpened;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sockets without a read timeout that several units of work open by a client that is not known. */
final class UnknownClients {

    private static final int ENOUGH_UNITS = 2;
    private static final int MOST = 512;

    private final Map<String, Set<Long>> units = new HashMap<>();

    void judge(SocketOpened seen, Rule<?> rule, Findings findings) {
        Phase phase = seen.origin().phase();
        if (phase != Phase.REQUEST && phase != Phase.JOB) {
            return;
        }
        String key = seen.target().url() + " " + seen.origin().site().place();
        if (!units.containsKey(key) && units.size() >= MOST) {
            findings.dropped(rule);
            return;
        }
        Set<Long> here = units.computeIfAbsent(key, any -> new HashSet<>());
        if (here.size() < ENOUGH_UNITS) {
            here.add(seen.origin().unit().id());
        }
        boolean connects = seen.connectMillis() == 0;
        String message = "Sockets of a client that Seaworthy does not know have no read timeout"
                + (connects ? " and no connect timeout" : "");
        Limit connect = new Limit(connects ? Limit.UNLIMITED : seen.connectMillis(), Limit.By.UNKNOWN);
        findings.add(Found.of(
                        here.size() >= ENOUGH_UNITS,
                        rule,
                        seen.origin(),
                        seen.target().url(),
                        message)
                .variant("socket")
                .severity(connects ? Severity.HIGH : Severity.MEDIUM)
                .fix("Set the connect and read timeouts in the configuration of the client that opens this socket.")
                .evidence("connect-timeout", connect.toString())
                .evidence("read-timeout", "unlimited"));
    }
}

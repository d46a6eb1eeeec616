package dev.seaworthy.rule.http;

import dev.seaworthy.observation.PeerTrusted;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** TLS without a look at whom it leads to: certificates or host names are accepted whatever they are. */
@RuleSpec(
        id = "http/trust-all-tls",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = PeerTrusted.class,
        summary = "Certificate or host-name checks switched off",
        fix =
                "Trust your private certificate authority alone; import it into a trust store, and build the SSLContext from that.",
        milderOnDeveloperMachine = false,
        cwe = {295, 297})
public final class TrustAllTls implements Rule<PeerTrusted> {

    private static final int REMEMBERED = 512;
    private static final int MOST_PEERS = 8;

    /** Where checks are switched off, and for whom that mattered. */
    private final Map<String, Trusting> known = new HashMap<>();

    private static final class Trusting {
        private long handshakes;
        /** Whether a finding without a handshake is there, which counts as one that happened. */
        private boolean suspected;

        private final List<String> peers = new ArrayList<>();
    }

    @Override
    public void inspect(PeerTrusted seen, Findings findings) {
        Site site = seen.origin().site();
        if (isForDatabase(site)) {
            return;
        }
        Trusting trusting = trusting(site.place() + " " + seen.by() + " " + seen.hostNames(), findings);
        if (seen.times() == 0) {
            trusting.suspected = trusting.handshakes == 0;
            findings.add(judge(false, seen, message(seen) + "; no handshake was seen so far"));
            return;
        }
        String peer = seen.port() > 0 ? seen.host() + ":" + seen.port() : seen.host();
        trusting.handshakes += seen.times();
        if (!trusting.peers.contains(peer) && trusting.peers.size() < MOST_PEERS) {
            trusting.peers.add(peer);
        }
        String times = trusting.handshakes == 1 ? "1 handshake" : trusting.handshakes + " handshakes";
        Found found = judge(true, seen, message(seen) + "; " + times + " so far, the latest with " + peer)
                .occurrences(trusting.suspected ? seen.times() - 1 : seen.times())
                .evidence("handshakes", trusting.handshakes)
                .evidence("peers", List.copyOf(trusting.peers));
        trusting.suspected = false;
        findings.add(DeveloperHosts.isNear(seen.host()) ? found.severity(Severity.LOW) : found);
    }

    /** Whether a JDBC driver asked for it: its URL says how much it checks, which jdbc/plaintext-transport judges. */
    private static boolean isForDatabase(Site site) {
        for (Place frame : site.stack()) {
            String name = frame.className();
            int nested = name.indexOf('$');
            String outer = nested < 0 ? name : name.substring(0, nested);
            boolean connects = frame.method().equals("connect")
                    || nested > 0 && frame.method().equals("run");
            if (name.startsWith("java.sql.") || connects && outer.endsWith("Driver")) {
                return true;
            }
        }
        return false;
    }

    private Trusting trusting(String key, Findings findings) {
        Trusting before = known.get(key);
        if (before != null) {
            return before;
        }
        Trusting fresh = new Trusting();
        if (known.size() < REMEMBERED) {
            known.put(key, fresh);
        } else {
            findings.dropped(this);
        }
        return fresh;
    }

    private Found judge(boolean confirmed, PeerTrusted seen, String message) {
        Found found = Found.of(confirmed, this, seen.origin(), seen.by(), message);
        if (seen.hostNames()) {
            found.variant("host-name").fix(fix(seen));
        }
        return Judged.isTest(seen.origin().site()) ? found.severity(Severity.LOW) : found;
    }

    private static String message(PeerTrusted seen) {
        return seen.hostNames()
                ? "TLS connections accept a certificate that was issued for any other host"
                : "TLS connections accept every certificate, also that of an attacker";
    }

    private static String fix(PeerTrusted seen) {
        return seen.origin().site() == Site.UNKNOWN
                ? "Remove the option from the command line, and give the server a certificate for its name."
                : "Remove the host-name verifier, and give the server a certificate for the name by which it is called.";
    }
}

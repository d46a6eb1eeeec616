package dev.seaworthy.rule.http;

import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.ProxyPassed;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** A proxy that the platform names in the environment, where Java does not look. */
@RuleSpec(
        id = "http/proxy-ignored",
        severity = Severity.MEDIUM,
        needs = {ProxyPassed.class, CallSent.class},
        summary = "Proxy variables of the environment ignored",
        fix = "Give the client the proxy, or set https.proxyHost; set https.proxyPort and http.nonProxyHosts, too.",
        milderOnDeveloperMachine = false)
public final class ProxyIgnored implements Rule<Observation> {

    private static final int REMEMBERED = 512;

    /** Direct ways by target, of which one may turn out to be closed. */
    private final Map<String, ProxyPassed> direct = new HashMap<>();

    @Override
    public void inspect(Observation seen, Findings findings) {
        if (seen instanceof ProxyPassed passed) {
            String target = passed.target().url();
            if (direct.size() < REMEMBERED) {
                direct.put(target, passed);
            } else if (!direct.containsKey(target)) {
                findings.dropped(this);
            }
            findings.add(found(passed, message(passed)));
        } else if (seen instanceof CallSent call) {
            ProxyPassed passed = direct.get(call.target().url());
            Outcome outcome = call.answer().outcome();
            if (passed != null && (outcome == Outcome.REFUSED || outcome == Outcome.FAILED)) {
                String failed =
                        outcome == Outcome.REFUSED ? ", and the connection was refused" : ", and the call failed";
                findings.add(found(passed, message(passed) + failed)
                        .severity(Severity.HIGH)
                        .occurrences(0));
            }
        }
    }

    private Found found(ProxyPassed passed, String message) {
        return Found.of(true, this, passed.origin(), passed.target().url(), message)
                .evidence("variable", passed.variable())
                .evidence("proxy", passed.proxy());
    }

    private static String message(ProxyPassed passed) {
        return passed.variable() + " names a proxy for this host, but Java does not read it and the call goes directly";
    }
}

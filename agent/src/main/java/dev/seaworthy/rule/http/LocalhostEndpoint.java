package dev.seaworthy.rule.http;

import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.ValueOrigins;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call to localhost, where nothing listens in production, or to a host that only developers have. */
@RuleSpec(
        id = "http/localhost-endpoint",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = CallSent.class,
        summary = "HTTP calls to localhost",
        fix = "Read the base URL from configuration; do not default it to localhost.")
public final class LocalhostEndpoint implements Rule<CallSent> {

    private static final int REMEMBERED = 512;

    private final Surroundings surroundings;

    private final ValueOrigins origins = new ValueOrigins(System.getenv());

    /** Findings about refused targets: a sidecar may come up later. */
    private final Map<String, Found> refused = new LinkedHashMap<>();

    public LocalhostEndpoint(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(CallSent seen, Findings findings) {
        if (!Judged.counts(seen) || seen.answer().outcome() == Outcome.PENDING) {
            return;
        }
        String call = "A call by " + seen.client();
        if (DeveloperHosts.isOwnMachine(seen)) {
            if (!Judged.isTest(seen)
                    && !Judged.isTelemetry(seen.origin().site())
                    && !surroundings.ports().isStandIn(seen.target().port())) {
                judge(seen, call, findings);
            }
        } else if (seen.target().hostClass() == HostClass.DEV_ONLY) {
            String message = call + " goes to a tunnel or mock service made for development";
            findings.add(found(seen, Severity.MEDIUM, message).variant("dev-endpoint"));
        } else if (seen.target().hostClass() == HostClass.PUBLIC
                && DeveloperHosts.isAddress(seen.target().host())) {
            String message = call + " goes to a bare public IP address, which cannot follow the server when it moves";
            findings.add(found(seen, Severity.MEDIUM, message)
                    .variant("dev-endpoint")
                    .fix("Read the base URL from configuration, with a host name in it."));
        }
    }

    private void judge(CallSent seen, String call, Findings findings) {
        boolean container = surroundings.environment() == Environment.CONTAINER;
        boolean loopback = seen.target().hostClass() == HostClass.LOOPBACK;
        boolean answered = seen.answer().outcome() == Outcome.ANSWERED;
        String key = seen.target().url() + " " + seen.origin().site().place();
        if (seen.answer().outcome() == Outcome.REFUSED && container) {
            Found found = found(seen, Severity.BLOCKER, call + " was refused: nothing listens there in this container");
            if (refused.size() < REMEMBERED) {
                refused.put(key, found);
            } else {
                findings.dropped(this);
            }
            findings.add(found);
        } else if (answered && loopback && seen.target().ownPort()) {
            String message = call + " goes to this process itself, so its threads wait for its own threads";
            findings.add(found(seen, Severity.MEDIUM, message)
                    .variant("self-call")
                    .fix("Call the code behind that endpoint directly."));
        } else if (answered && loopback && container) {
            Found earlier = refused.remove(key);
            if (earlier != null) {
                findings.resolve(earlier);
            }
        } else if (!loopback) {
            findings.add(found(seen, Severity.MEDIUM, call + " goes to a name that only a developer's machine knows"));
        } else if (!container
                && !(answered && SidecarPorts.contains(seen.target().port()))) {
            String message = call + (answered ? " goes to a service that production may not have" : " got no answer");
            findings.add(found(seen, Severity.MEDIUM, message));
        }
    }

    private Found found(CallSent seen, Severity severity, String message) {
        // A call that was told while pending was not judged then.
        String origin = origins.of(seen.target().host(), seen.target().port());
        String whole = origin.isEmpty() ? message : message + "; the address is that of the " + origin;
        return Judged.from(Judged.found(this, seen, severity, whole), origin).occurrences(Math.max(1, seen.calls()));
    }
}

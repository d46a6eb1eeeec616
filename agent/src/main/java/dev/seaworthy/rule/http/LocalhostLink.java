package dev.seaworthy.rule.http;

import dev.seaworthy.observation.LinkSent;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A link to localhost that was sent to somebody else, who finds nothing there. */
@RuleSpec(
        id = "http/localhost-link",
        severity = Severity.HIGH,
        needs = LinkSent.class,
        summary = "Links to localhost sent to others",
        fix = "Build links from the application's configured public address.")
public final class LocalhostLink implements Rule<LinkSent> {

    @Override
    public void inspect(LinkSent seen, Findings findings) {
        if (DeveloperHosts.isNear(seen.target().host())
                || Judged.isTest(seen.origin().site())) {
            return;
        }
        String what = seen.name().isEmpty()
                ? "A link in a " + seen.channel()
                : "The value " + seen.name() + " in the " + seen.channel();
        String message = what + " leads to " + seen.host() + ", which is another machine for the receiver";
        Found found = Found.of(true, this, seen.origin(), seen.target().url(), message)
                .evidence("host", seen.host());
        if (!seen.name().isEmpty()) {
            found.evidence("name", seen.name());
        }
        findings.add(seen.app() ? found.severity(Severity.INFO) : found);
    }
}

package dev.seaworthy.rule.http;

import dev.seaworthy.context.Mesh;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** Traffic that leaves the process unencrypted. */
@RuleSpec(
        id = "http/plain-http",
        severity = Severity.HIGH,
        needs = CallSent.class,
        summary = "HTTP calls without encryption",
        fix = "Call the service over https.",
        milderOnDeveloperMachine = false,
        cwe = 319)
public final class PlainHttp implements Rule<CallSent> {

    private final Surroundings surroundings;

    public PlainHttp(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(CallSent seen, Findings findings) {
        if (!Judged.counts(seen)) {
            return;
        }
        boolean secure = seen.scheme().equals("https");
        String plainHost = !secure
                ? seen.host()
                : seen.location().startsWith("http://") ? seen.location().substring(7) : "";
        if (plainHost.isEmpty()
                || DeveloperHosts.isNear(plainHost)
                || mustBePlain(seen.origin().site())) {
            return;
        }
        if (secure) {
            String message = "A redirect led an encrypted call to an unencrypted address, " + seen.location();
            findings.add(Judged.found(this, seen, Severity.MEDIUM, message)
                    .variant("downgrade")
                    .fix("Redirect to https only, and build the client with HttpClient.Redirect.NORMAL."));
        } else if (seen.hostClass() != HostClass.INTERNAL || !Mesh.encrypts(surroundings.option("mesh"))) {
            findings.add(judge(seen));
        }
    }

    private Found judge(CallSent seen) {
        String fix = "Use https://" + seen.host() + (seen.port() == 80 ? "" : " with the port that serves TLS");
        String calls = "Calls by " + seen.client() + " are not encrypted";
        if (!seen.credentials().isEmpty()) {
            return Judged.found(
                            this,
                            seen,
                            Severity.BLOCKER,
                            calls + " and carry credentials: " + String.join(", ", seen.credentials()))
                    .variant("credentials")
                    .fix(fix + ", and replace the credentials that were sent in the clear.")
                    .evidence("credentials", seen.credentials().stream().toList());
        }
        if (isFetchedByParser(seen.origin().site())) {
            return Judged.found(
                            this, seen, Severity.LOW, "An XML parser fetches a remote DTD or schema without encryption")
                    .variant("remote-dtd")
                    .fix("Ship the DTD or schema with the application, and resolve it with an EntityResolver.");
        }
        if (seen.hostClass() == HostClass.INTERNAL) {
            return Judged.found(this, seen, Severity.INFO, calls + " inside the internal network")
                    .fix(fix + ", or set mesh=true if a service mesh encrypts these calls.");
        }
        boolean permanent = seen.status() == 301 || seen.status() == 308;
        return permanent && seen.location().equals("https://" + seen.host())
                ? Judged.found(this, seen, Severity.MEDIUM, calls + " and reach https only by a redirect")
                        .fix(fix + ".")
                : Judged.found(this, seen, Severity.HIGH, calls + ", and the host is a public one")
                        .fix(fix + ".");
    }

    /** Revocation lists and answers are signed, and fetched to judge certificates: TLS would need them first. */
    private static boolean mustBePlain(Site site) {
        return site.goesThrough("sun.security.provider.certpath.") || site.goesThrough("sun.security.x509.");
    }

    private static boolean isFetchedByParser(Site site) {
        return site.goesThrough("com.sun.org.apache.xerces.")
                || site.goesThrough("org.apache.xerces.")
                || site.goesThrough("com.ctc.wstx.");
    }
}

package dev.seaworthy.rule.http;

import dev.seaworthy.context.Mesh;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.ValueOrigins;
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
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = CallSent.class,
        summary = "HTTP calls without encryption",
        fix = "Call the service over https.",
        milderOnDeveloperMachine = false,
        cwe = 319)
public final class PlainHttp implements Rule<CallSent> {

    private final Surroundings surroundings;
    private final ValueOrigins origins = new ValueOrigins(System.getenv());

    public PlainHttp(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(CallSent seen, Findings findings) {
        if (!Judged.counts(seen)) {
            return;
        }
        boolean secure = seen.target().isSecure();
        String plainHost = !secure
                ? seen.target().host()
                : seen.answer().location().startsWith("http://")
                        ? seen.answer().location().substring(7)
                        : "";
        if (plainHost.isEmpty()
                || DeveloperHosts.isNear(plainHost)
                || Judged.isTelemetry(seen.origin().site())
                || mustBePlain(seen.origin().site())) {
            return;
        }
        if (secure) {
            String message = "A redirect led an encrypted call to an unencrypted address, "
                    + seen.answer().location();
            findings.add(Judged.found(this, seen, Severity.MEDIUM, message)
                    .variant("downgrade")
                    .fix("Redirect to https only, and " + refusal(seen.client()) + "."));
        } else if (seen.target().hostClass() != HostClass.INTERNAL || !Mesh.encrypts(surroundings.option("mesh"))) {
            String origin = origins.of(seen.target().host(), seen.target().port());
            findings.add(Judged.from(judge(seen), origin));
        }
    }

    /** How that client is told not to follow. */
    private static String refusal(String client) {
        if (client.startsWith("OkHttp")) {
            return "build the OkHttpClient with followSslRedirects(false)";
        }
        return client.startsWith("Apache")
                ? "give the client a RedirectStrategy that refuses http"
                : "build the client with HttpClient.Redirect.NORMAL";
    }

    private Found judge(CallSent seen) {
        String fix = seen.client().equals("gRPC")
                ? "Build the channel without usePlaintext(), for a port of "
                        + seen.target().host() + " that serves TLS"
                : "Use https://" + seen.target().host()
                        + (seen.target().port() == 80 ? "" : " with the port that serves TLS");
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
        if (seen.target().hostClass() == HostClass.INTERNAL) {
            return Judged.found(this, seen, Severity.INFO, calls + " inside the internal network")
                    .fix(fix + ", or set mesh=true if a service mesh encrypts these calls.");
        }
        boolean permanent = seen.answer().status() == 301 || seen.answer().status() == 308;
        return permanent
                        && seen.answer()
                                .location()
                                .equals("https://" + seen.target().host())
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

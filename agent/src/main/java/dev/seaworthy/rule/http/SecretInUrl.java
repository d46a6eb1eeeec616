package dev.seaworthy.rule.http;

import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.SecretReceived;
import dev.seaworthy.observation.SecretSent;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.Locale;
import java.util.Set;

/** A secret in a URL, which ends up in access logs, proxies and referrers. */
@RuleSpec(
        id = "http/secret-in-url",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {SecretSent.class, SecretReceived.class},
        summary = "Secrets in URLs",
        fix = "Send it in the Authorization header, and replace it; logs hold the secret.",
        milderOnDeveloperMachine = false,
        cwe = 598)
public final class SecretInUrl implements Rule<Observation> {

    private static final String EXPIRE = "Keep the URL out of logs for as long as it is valid, and let it expire soon.";

    /** Words of a path to which mails and other messages lead people, with a proof that works once. */
    private static final Set<String> LED_TO = Set.of(
            "verify",
            "verification",
            "confirm",
            "confirmation",
            "activate",
            "activation",
            "reset",
            "recover",
            "recovery",
            "invite",
            "invites",
            "invitation",
            "invitations",
            "unsubscribe",
            "optin",
            "optout",
            "magic",
            "download",
            "downloads",
            "share",
            "shared");

    @Override
    public void inspect(Observation any, Findings findings) {
        if (any instanceof SecretReceived received) {
            findings.add(judge(received));
        } else if (any instanceof SecretSent sent && sent.target().hostClass() != HostClass.LINK_LOCAL) {
            // Clouds' metadata services leave no choice, and nothing leaves the machine.
            findings.add(judge(sent));
        }
    }

    private Found judge(SecretReceived seen) {
        String route = seen.origin().unit().route();
        boolean once = seen.once() || !seen.known() && isProof(seen.name()) && leadsPeople(route);
        String message = (once ? "Requests carry a proof that is valid for a while" : "Requests carry a secret")
                + " in their URL, "
                + (seen.known() ? named(seen.kind(), seen.name()) : "the parameter " + seen.name())
                + " (" + seen.length() + " characters)";
        Found found = Found.of(true, this, seen.origin(), route.isEmpty() ? "requests" : route, message)
                .variant("inbound")
                .fix(
                        "Accept it in the Authorization header or in the body only, and replace the secret, because logs hold it.");
        return judge(found, seen.kind(), seen.name(), seen.length(), once);
    }

    private Found judge(SecretSent seen) {
        Found found = Found.of(true, this, seen.origin(), seen.target().url(), message(seen));
        if (seen.kind().equals("user info")) {
            found.fix("Remove user and password from the URL, and send them in the Authorization header.");
        }
        return judge(found, seen.kind(), seen.name(), seen.length(), seen.once());
    }

    private static Found judge(Found found, String kind, String name, int length, boolean once) {
        found.evidence("kind", kind);
        if (!name.isEmpty()) {
            found.evidence("name", name);
        }
        if (length > 0) {
            found.evidence("length", length);
        }
        return once ? found.severity(Severity.INFO).fix(EXPIRE) : found;
    }

    /** A JDBC password has no name but password. */
    private static String named(String kind, String name) {
        String words = " " + kind.toLowerCase(Locale.ROOT);
        boolean told = name.isEmpty() || words.endsWith(" " + name.toLowerCase(Locale.ROOT));
        return "the " + (told ? kind : kind + " " + name);
    }

    private static boolean isProof(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return plain.equals("token") || plain.equals("key");
    }

    private static boolean leadsPeople(String route) {
        for (String word : route.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            if (LED_TO.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String message(SecretSent seen) {
        if (seen.kind().equals("user info")) {
            return "The URL carries user info, which logs and proxies record";
        }
        String size = seen.length() + " characters";
        if (seen.once()) {
            return "The URL carries a proof that is valid for a while, the parameter " + seen.name() + " (" + size
                    + ")";
        }
        return seen.known()
                ? "The URL carries a known secret, " + named(seen.kind(), seen.name()) + " (" + size + ")"
                : "The URL carries a secret in the parameter " + seen.name() + " (" + size + ")";
    }
}

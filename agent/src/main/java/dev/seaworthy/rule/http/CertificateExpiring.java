package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CertificateSeen;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A certificate that ends soon, and with it every call. */
@RuleSpec(
        id = "http/certificate-expiring",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = CertificateSeen.class,
        summary = "TLS certificates that expire soon",
        fix = "Renew the certificate, and automate its renewal.",
        milderOnDeveloperMachine = false,
        cwe = 298)
public final class CertificateExpiring implements Rule<CertificateSeen> {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final long SOON = CertificateSeen.WATCHED_DAYS * DAY;
    private static final long AT_ONCE = 7 * DAY;

    /** What lives shorter than that is renewed by a machine, which is late only in the last fifth. */
    private static final long SHORT_LIVED = 10 * DAY;

    @Override
    public void inspect(CertificateSeen seen, Findings findings) {
        long now = seen.origin().millis();
        long left = seen.ends() - now;
        long life = seen.ends() - seen.begins();
        if (seen.made() || left >= SOON || life < SHORT_LIVED && left > life / 5) {
            return;
        }
        Severity severity = left < 0 ? Severity.BLOCKER : left < AT_ONCE ? Severity.HIGH : Severity.MEDIUM;
        Found found = Found.confirmed(this, seen.origin().site(), seen.name(), message(seen, left), now)
                .severity(severity)
                .evidence("expires", Instant.ofEpochMilli(seen.ends()).toString())
                .evidence("lifetime-days", life / DAY);
        if (seen.own()) {
            found.variant("own");
        }
        findings.add(found);
    }

    private static String message(CertificateSeen seen, long left) {
        String whose = seen.own() ? "The certificate that this process shows to others" : "The server's certificate";
        if (left >= 0) {
            return whose + " expires in " + time(left);
        }
        String since = whose + " expired " + time(-left) + " ago";
        return seen.refused() ? since + ", so handshakes with it fail" : since;
    }

    private static String time(long millis) {
        long days = millis / DAY;
        long hours = Math.max(1, TimeUnit.MILLISECONDS.toHours(millis));
        return days > 1 ? days + " days" : hours == 1 ? "1 hour" : hours + " hours";
    }
}

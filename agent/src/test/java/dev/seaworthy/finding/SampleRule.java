package dev.seaworthy.finding;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** Rules that find what a test tells them to, under the ids of real ones. */
public class SampleRule implements Rule<CallSent> {

    @Override
    public void inspect(CallSent seen, Findings findings) {}

    @RuleSpec(
            id = "http/plain-http",
            severity = Severity.HIGH,
            needs = CallSent.class,
            summary = "Calls without TLS",
            fix = "Use https")
    public static final class PlainHttp extends SampleRule {}

    @RuleSpec(
            id = "http/no-timeout",
            severity = Severity.HIGH,
            needs = CallSent.class,
            summary = "Calls without a timeout",
            fix = "Set a timeout.")
    public static final class NoTimeout extends SampleRule {}

    @RuleSpec(
            id = "http/localhost-endpoint",
            severity = Severity.BLOCKER,
            milderOnDeveloperMachine = false,
            needs = CallSent.class,
            summary = "Calls to localhost",
            fix = "Take the address from configuration.")
    public static final class LocalhostEndpoint extends SampleRule {}

    @RuleSpec(
            id = "jdbc/embedded-database",
            severity = Severity.HIGH,
            needs = CallSent.class,
            summary = "Embedded database",
            fix = "Use a server.")
    public static final class EmbeddedDatabase extends SampleRule {}

    @RuleSpec(
            id = "jdbc/privileged-login",
            severity = Severity.HIGH,
            needs = CallSent.class,
            summary = "Privileged login",
            fix = "Create a login.")
    public static final class PrivilegedLogin extends SampleRule {}

    @RuleSpec(
            id = "jdbc/unpooled-connection",
            severity = Severity.BLOCKER,
            needs = {CallSent.class, FileWritten.class},
            summary = "Connections opened without a pool",
            fix = "Create one pooled DataSource at start-up.")
    public static final class UnpooledConnection extends SampleRule {}

    @RuleSpec(
            id = "jdbc/too-many-clients",
            severity = Severity.BLOCKER,
            needs = CallSent.class,
            summary = "The database is full",
            fix = "Pool connections.")
    public static final class TooManyClients extends SampleRule {}

    @RuleSpec(
            id = "server/unprotected-endpoint",
            severity = Severity.HIGH,
            onByDefault = false,
            needs = CallSent.class,
            summary = "Anyone may call it",
            fix = "Ask for a login.")
    public static final class UnprotectedEndpoint extends SampleRule {}
}

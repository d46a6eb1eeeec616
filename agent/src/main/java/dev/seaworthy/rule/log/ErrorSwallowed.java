package dev.seaworthy.rule.log;

import dev.seaworthy.context.Probes;
import dev.seaworthy.context.Words;
import dev.seaworthy.observation.ErrorAnswered;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A request or job that failed without a stack trace in the log, so that nobody can find out why. */
@RuleSpec(
        id = "log/error-swallowed",
        severity = Severity.HIGH,
        needs = ErrorAnswered.class,
        summary = "Failed requests and jobs whose cause is not logged",
        fix =
                "Log the exception once, with its stack trace; do it where the error response is made or the job is caught.")
public final class ErrorSwallowed implements Rule<ErrorAnswered> {

    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final String[] ENDS = {"cancel", "interrupt", "rejected execution"};

    @Override
    public void inspect(ErrorAnswered seen, Findings findings) {
        if (!seen.origin().unit().isRequest()) {
            inspectJob(seen, findings);
            return;
        }
        if (seen.origin().phase() != Phase.REQUEST || isDeliberate(seen)) {
            return;
        }
        String what = seen.exception().isEmpty()
                ? answer(seen) + ", and no exception was logged"
                : answer(seen) + " because of " + seen.exception() + ", and its stack trace was not logged";
        String route = seen.origin().unit().route();
        Site site = seen.origin().site();
        Found found = Found.of(isConfirmed(seen), this, seen.origin(), route.isEmpty() ? "requests" : route, what)
                .evidence("status", seen.status())
                .evidence("events", seen.events())
                .evidence("warnings", seen.errors());
        if (!seen.exception().isEmpty()) {
            found.evidence("exception", seen.exception());
        }
        if (site.place() != null) {
            found.fix("Log the exception once, with its stack trace, where "
                    + site.place()
                            .className()
                            .substring(site.place().className().lastIndexOf('.') + 1)
                    + " handles it.");
        }
        findings.add(found);
    }

    /** Nobody waits for a job: its exception is all that tells of its failure. */
    private void inspectJob(ErrorAnswered seen, Findings findings) {
        Unit unit = seen.origin().unit();
        boolean ends = !unit.isJob() && (seen.thrownAt().isEmpty() || isEnd(seen));
        if (seen.exception().isEmpty() || ends) {
            return; // a library's own, or a task that ends itself so
        }
        boolean message = unit.kind() == Unit.Kind.MESSAGE || unit.kind() == Unit.Kind.BATCH;
        String what = message
                ? "A message was not processed because of "
                : unit.isJob() ? "A scheduled run failed because of " : "A repeated task ended for good because of ";
        String target = !unit.route().isEmpty() ? unit.route() : seen.thrownAt().isEmpty() ? "jobs" : seen.thrownAt();
        Found found = Found.of(
                        isConfirmed(seen),
                        this,
                        seen.origin(),
                        target,
                        what + seen.exception() + ", and its stack trace was not logged")
                .evidence("exception", seen.exception())
                .evidence("events", seen.events())
                .evidence("warnings", seen.errors())
                .fix(
                        unit.isJob()
                                ? "Log the exception, with its stack trace, in the error handler of the listener or scheduler."
                                : "Catch and log the exception inside the task, so that the next run still takes place.");
        if (!seen.thrownAt().isEmpty()) {
            found.evidence("thrown at", seen.thrownAt());
        }
        findings.add(found);
    }

    /** What ends a task on purpose: not what the application calls so itself, a payment that was cancelled perhaps. */
    private static boolean isEnd(ErrorAnswered seen) {
        String exception = seen.exception();
        boolean own = seen.thrownAt().startsWith(house(exception));
        return !own && Words.anyBegins(exception, ENDS);
    }

    /** The first two segments of a package. */
    private static String house(String className) {
        int end = className.indexOf('.', className.indexOf('.') + 1);
        return end < 0 ? className : className.substring(0, end + 1);
    }

    /** An error that an event speaks of need not have an exception at all. */
    private static boolean isConfirmed(ErrorAnswered seen) {
        return !seen.exception().isEmpty() || seen.errors() == 0;
    }

    /** A status that says what it means: not there, overloaded, down, or what another service answered. */
    private static boolean isDeliberate(ErrorAnswered seen) {
        String route = seen.origin().unit().route();
        if (Probes.isProbe(route.substring(route.indexOf(' ') + 1))) {
            return true;
        }
        if (seen.status() == NOT_IMPLEMENTED) {
            return true;
        }
        if (seen.status() > INTERNAL_ERROR) {
            return seen.exception().isEmpty() || seen.calls() > 0;
        }
        return seen.exception().isEmpty() && seen.calls() > 0;
    }

    private static String answer(ErrorAnswered seen) {
        return seen.status() == 0 ? "A request got no response" : "A request was answered with status " + seen.status();
    }
}

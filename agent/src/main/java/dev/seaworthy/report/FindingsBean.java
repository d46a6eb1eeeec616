package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.rule.Severity;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** The findings behind the MBean, and its registration. Loaded only when somebody wants it. Thread-safe. */
public final class FindingsBean implements FindingsMXBean {

    static final String NAME = "dev.seaworthy:type=Findings";
    private static final int MOST = 500;

    private final Ledger ledger;

    FindingsBean(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Whether the platform's server is among those that were made; makes none. */
    public static boolean isPlatformServerThere() {
        try {
            for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
                if (server.isRegistered(new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME))) {
                    return true;
                }
            }
            return false;
        } catch (JMException never) {
            return false;
        }
    }

    /** Registers it with the platform's server, which must have been made; null if it is refused. */
    static JmxReporter.@Nullable Registered register(Ledger ledger) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName(NAME);
            server.registerMBean(new StandardMBean(new FindingsBean(ledger), FindingsMXBean.class, true), name);
            return () -> remove(server, name);
        } catch (JMException | RuntimeException refused) {
            return null; // a server of the application's own may refuse
        }
    }

    @Override
    public int getOpen() {
        return (int) ledger.snapshot().stream().filter(Finding::isOpen).count();
    }

    @Override
    public Map<String, Integer> getOpenBySeverity() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            counts.put(severity.label(), 0);
        }
        for (Finding finding : ledger.snapshot()) {
            if (finding.isOpen()) {
                counts.merge(finding.severity().label(), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public int getSuspected() {
        return (int) ledger.snapshot().stream()
                .filter(finding -> finding.state() == State.SUSPECTED)
                .count();
    }

    @Override
    public List<FindingRow> getFindings() {
        return ledger.snapshot().stream()
                .filter(finding -> finding.state() != State.RESOLVED)
                .limit(MOST)
                .map(FindingRow::new)
                .toList();
    }

    private static void remove(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            // it is away already
        }
    }
}

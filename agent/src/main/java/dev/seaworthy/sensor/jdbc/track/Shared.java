package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.identity.StrongReferences;
import dev.seaworthy.sensor.jdbc.discover.Discovery;
import dev.seaworthy.weave.Receiver;

/** What all parts have in common that follow JDBC in one process. */
public final class Shared {

    public final Workplace workplace;
    public final Discovery discovery;
    public final Threads threads = new Threads();
    public final Watches watches = new Watches();
    public final Rows rows = new Rows(watches);
    public final StrongReferences strong = new StrongReferences();
    public final OpenConnections connections;

    /** @param receiver takes what the hooks give that are found necessary later */
    public Shared(Workplace workplace, Receiver receiver) {
        this.workplace = workplace;
        this.discovery = new Discovery(receiver, workplace.late());
        this.connections = new OpenConnections(workplace.observations());
    }
}

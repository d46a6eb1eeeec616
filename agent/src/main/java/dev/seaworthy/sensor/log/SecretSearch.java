package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Observations;

/** Searches the texts of log events, the values of their own key/value pairs, and the messages of the throwables with them, for secrets. */
final class SecretSearch implements LogListener {

    private final SecretScan secrets;

    SecretSearch(Surroundings surroundings, Observations observations) {
        secrets = new SecretScan(surroundings, observations);
    }

    @Override
    public void logged(LoggedEvent event) {
        if (!event.isSearched() || !event.isWritten()) {
            return;
        }
        String text = event.text();
        if (text != null && secrets.scan(event.library(), event.logger(), text, event.weight())) {
            return;
        }
        String values = event.by().values(event);
        if (values != null && secrets.scan(event.library(), event.logger(), values, event.weight())) {
            return;
        }
        Throwable thrown = event.thrown();
        String messages = thrown == null ? null : ThrownMessages.of(thrown);
        if (messages != null) {
            secrets.scan(event.library(), event.logger(), messages, event.weight());
        }
    }

    @Override
    public void tick(long now, boolean last) {
        secrets.tick(now);
    }
}

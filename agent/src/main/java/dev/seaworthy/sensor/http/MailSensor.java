package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Watches mails that go out by Java Mail or Jakarta Mail, whatever builds them. */
public final class MailSensor extends LazySensor<Mails> {

    private final Surroundings surroundings;
    private final Observations observations;

    public MailSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    @Override
    public void hooks(HookTable table) {
        table.add(sends("com/sun/mail/smtp/SMTPTransport"));
        table.add(sends("org/eclipse/angus/mail/smtp/SMTPTransport"));
    }

    private Hook sends(String owner) {
        return Hook.on("http.mail", owner, "sendMessage", null, this, 0)
                .give(Hook.SELF, 0)
                .atEntry()
                .optional();
    }

    @Override
    public void enter(int op, @Nullable Object transport, @Nullable Object message, @Nullable Object c) {
        parts().sends(transport, message);
    }

    @Override
    protected Mails make() {
        return new Mails(surroundings, observations);
    }

    @Override
    public void tick(long now, boolean last) {
        Mails known = made();
        if (known != null) {
            known.tick(now);
        }
    }
}

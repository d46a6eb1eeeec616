package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import org.junit.jupiter.api.Test;

/** What a rule has no room for is counted, not passed over in silence. */
class LimitsTest {

    private static final Surroundings SURROUNDINGS = new Surroundings(key -> null);

    private static Database tenant(int number) {
        String host = "db" + number;
        return new Database(
                "jdbc:postgresql://" + host + "/shop", "postgresql", host, 0, "shop", "app", false, false, false, null);
    }

    @Test
    void more_databases_without_encryption_than_a_rule_remembers() {
        Harbour harbour = new Harbour(new PlaintextTransport(SURROUNDINGS));
        for (int i = 0; i < 260; i++) {
            harbour.database = tenant(i);
            harbour.configured(HostClass.INTERNAL, 0, 0, Encryption.OFF, Handshake.NONE);
        }

        assertThat(harbour.found).hasSize(256);
        assertThat(harbour.dropped).isEqualTo(4);
    }

    @Test
    void more_weak_passwords_than_a_rule_remembers() {
        Harbour harbour = new Harbour(new PrivilegedLogin(SURROUNDINGS));
        harbour.weakPassword = "is the user's name";
        for (int i = 0; i < 260; i++) {
            harbour.database = tenant(i);
            harbour.open();
        }
        harbour.database = tenant(0);
        harbour.open();

        assertThat(harbour.dropped).isEqualTo(4);
    }

    @Test
    void more_databases_without_a_pool_than_a_rule_remembers() {
        Harbour harbour = new Harbour(new UnpooledConnection());
        for (int i = 0; i < 260; i++) {
            harbour.database = tenant(i);
            harbour.open();
        }

        assertThat(harbour.dropped).isEqualTo(4);
    }
}

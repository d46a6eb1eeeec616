package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.weave.Hook;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionSetupTest {

    private final List<ConnectionConfigured> seen = new ArrayList<>();
    private final JdbcSensor sensor = new JdbcSensor(new Surroundings(key -> null), new Taking(), new AtOnce());

    private static final class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {
            task.run();
        }
    }

    private final class Taking implements Observations {
        @Override
        public void add(Observation one) {
            if (one instanceof ConnectionConfigured configured) {
                seen.add(configured);
            }
        }

        @Override
        public void count(String sense, long more) {}
    }

    /** As SQL Server's speaks of itself. */
    public static final class Source {
        public String getURL() {
            return "jdbc:sqlserver://";
        }

        public String getServerName() {
            return "db";
        }

        public String getEncrypt() {
            return "True";
        }

        public boolean getTrustServerCertificate() {
            return true;
        }

        public int getSocketTimeout() {
            return 7_000;
        }

        public int getLoginTimeout() {
            return 5;
        }
    }

    private void open(Object self, String url, Properties properties) {
        sensor.enter(Hooks.OPEN, self, url, properties);
        Object made = Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
        sensor.exit(Hooks.OPEN, made, self, null, null);
    }

    @Test
    void is_told_once_for_each_place_and_url() {
        for (int i = 0; i < 3; i++) {
            open(this, "jdbc:postgresql://db/shop?socketTimeout=1", new Properties());
            open(this, "jdbc:postgresql://db/shop?socketTimeout=2", new Properties());
            open(this, "jdbc:h2:mem:shop", new Properties());
        }

        assertThat(seen).extracting(ConnectionConfigured::readMillis).containsExactlyInAnyOrder(1_000L, 2_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, INTERNAL, NONE",
        "jdbc:postgresql:shop, LOOPBACK, NONE",
        "jdbc:mysql:///shop, LOOPBACK, NONE",
        "jdbc:mariadb://db/shop?localSocket=/run/mysqld.sock, LOOPBACK, NONE",
        "jdbc:postgresql://db/shop?socketFactory=com.google.cloud.sql.postgres.SocketFactory, INTERNAL, UNKNOWN",
        "jdbc:sqlserver://;serverName=db.example.com, PUBLIC, NONE",
        "jdbc:oracle:thin:@shop_high, , NONE"
    })
    void knows_which_hosts_are_this_machine_and_when_a_missing_handshake_proves_nothing(
            String url, HostClass host, Handshake handshake) {
        open(this, url, new Properties());

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.host()).isEqualTo(host);
            assertThat(one.handshake()).isEqualTo(handshake);
        });
    }

    @Test
    void asks_the_data_source_by_its_getters() {
        Source source = new Source();
        sensor.enter(Hooks.OPEN, source, null, null);
        Object made = Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
        sensor.exit(Hooks.OPEN, made, source, null, null);

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.readMillis()).isEqualTo(7_000);
            assertThat(one.connectMillis()).isEqualTo(5_000);
            assertThat(one.encryption()).isEqualTo(Encryption.UNVERIFIED);
        });
    }
}

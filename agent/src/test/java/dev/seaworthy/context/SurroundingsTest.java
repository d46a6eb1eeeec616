package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SurroundingsTest {

    private static final String SECRET = "kR8vTq2xzLw-9fQ";

    private final Properties before = System.getProperties();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    /** An application's own properties, whose first reader takes its time. */
    private final class Slow extends Properties {
        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            if (reading.getCount() > 0) {
                reading.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.entrySet();
        }
    }

    @AfterEach
    void giveBack() {
        System.setProperties(before);
    }

    @Test
    void no_secret_slips_by_while_another_thread_still_learns_them() throws InterruptedException {
        Surroundings surroundings = new Surroundings(key -> null);
        Properties slow = new Slow();
        slow.putAll(before);
        slow.setProperty("db.password", SECRET);
        System.setProperties(slow);
        Thread first = new Thread(surroundings::secrets);
        first.start();
        reading.await();

        SecretBook.Hit hit = surroundings.secrets().find("connecting with " + SECRET);

        goesOn.countDown();
        first.join();
        assertThat(hit).isNotNull();
        assertThat(hit.name()).isEqualTo("db.password");
    }
}

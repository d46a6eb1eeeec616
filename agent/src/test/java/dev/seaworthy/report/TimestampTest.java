package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampTest {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void agrees_with_the_jdk() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(-2_000_000_000_000L, 20_000_000_000_000L);
            assertThat(Timestamp.of(millis)).isEqualTo(FORMAT.format(Instant.ofEpochMilli(millis)));
        }
        for (String day :
                new String[] {"2024-02-29", "2024-03-01", "2000-02-29", "1900-02-28", "2026-12-31", "1970-01-01"}) {
            String text = day + "T23:59:59.999Z";
            assertThat(Timestamp.of(Instant.parse(text).toEpochMilli())).isEqualTo(text);
        }
    }
}

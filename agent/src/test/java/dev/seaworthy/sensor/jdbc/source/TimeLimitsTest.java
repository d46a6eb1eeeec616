package dev.seaworthy.sensor.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.sensor.sql.JdbcUrls;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitsTest {

    private static TimeLimits of(String url, int login) {
        return TimeLimits.of(JdbcUrls.parse(url).product(), OpenSettings.of(url, new Properties()), login);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, 0, 10000, 0",
        "jdbc:postgresql://db/shop?socketTimeout=30&connectTimeout=5, 0, 5000, 30000",
        "jdbc:postgresql://db/shop?connectTimeout=0, 0, 0, 0",
        "jdbc:postgresql://db/shop?connectTimeout=0, 7, 7000, 0",
        "jdbc:postgresql://db/shop?connectTimeout=0&loginTimeout=3, 0, 3000, 0",
        "jdbc:postgresql://db/shop?socketTimeout=soon, 0, 10000, -1",
        "jdbc:mysql://db/shop, 0, 0, 0",
        "jdbc:mysql://db/shop?socketTimeout=30000&connectTimeout=5000, 0, 5000, 30000",
        "jdbc:mariadb://db/shop, 0, 30000, 0",
        "jdbc:mariadb://db/shop, 4, 4000, 0",
        "jdbc:mariadb://db/shop?socketTimeout=20000, 0, 30000, 20000",
        "jdbc:sqlserver://db;databaseName=shop, 0, 30000, 0",
        "jdbc:sqlserver://db;socketTimeout=9000;loginTimeout=5, 0, 5000, 9000",
        "jdbc:sqlserver://db;queryTimeout=8, 0, 30000, 8000",
        "jdbc:sqlserver://db;queryTimeout=-1, 0, 30000, 0",
        "jdbc:oracle:thin:@//db:1521/shop, 0, -1, 0",
        "jdbc:oracle:thin:@//db:1521/shop?connect_timeout=5, 0, 5000, 0",
        "jdbc:oracle:thin:@(DESCRIPTION=(CONNECT_TIMEOUT=4)(ADDRESS=(HOST=db)(PORT=1521))), 0, 4000, 0",
        "jdbc:h2:tcp://db/shop, 0, -1, 0",
        "jdbc:h2:tcp://db/shop;NETWORK_TIMEOUT=5000, 0, -1, 5000",
        "jdbc:clickhouse://db/shop, 0, -1, -1",
        "jdbc:ch://db/shop?socket_timeout=3000, 0, -1, 3000",
        "jdbc:hsqldb:hsql://db/shop, 0, -1, -1",
        "jdbc:derby://db/shop, 0, -1, -1",
        "jdbc:snowflake://acme/shop, 0, -1, -1"
    })
    void reads_each_driver_in_its_own_units(String url, int login, long connect, long read) {
        assertThat(of(url, login)).isEqualTo(new TimeLimits(connect, read));
    }

    @Test
    void reads_properties_behind_the_url_whatever_their_case() {
        Properties properties = new Properties();
        properties.setProperty("sockettimeout", "9");
        properties.setProperty("connectTimeout", "8");
        Properties oracle = new Properties();
        oracle.setProperty("oracle.jdbc.ReadTimeout", "6000");
        oracle.setProperty("oracle.net.CONNECT_TIMEOUT", "7000");

        assertThat(TimeLimits.of(
                        "postgresql", OpenSettings.of("jdbc:postgresql://db/shop?connectTimeout=3", properties), 0))
                .isEqualTo(new TimeLimits(3_000, 9_000));
        assertThat(TimeLimits.of("oracle", OpenSettings.of("jdbc:oracle:thin:@db:1521:shop", oracle), 0))
                .isEqualTo(new TimeLimits(7_000, 6_000));
    }
}

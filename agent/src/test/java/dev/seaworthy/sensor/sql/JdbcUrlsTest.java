package dev.seaworthy.sensor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "jdbc:postgresql://db:5432/shop?user=u&password=hunter22 | jdbc:postgresql://db:5432/shop | postgresql"
                        + " | db | 5432 | shop | u | hunter22",
                "jdbc:postgresql://db1:5432,db2:5433/shop?sslmode=require | jdbc:postgresql://db1:5432,db2:5433/shop |"
                        + " postgresql | db1 | 5432 | shop | - | -",
                "jdbc:postgresql:shop | jdbc:postgresql:shop | postgresql | - | 0 | shop | - | -",
                "jdbc:postgresql://[::1]:5432/shop | jdbc:postgresql://[::1]:5432/shop | postgresql | ::1 | 5432 |"
                        + " shop | - | -",
                "jdbc:postgresql://db/shop | jdbc:postgresql://db/shop | postgresql | db | 0 | shop | - | -",
                "jdbc:mysql://u:hunter22@db:3306/shop?useSSL=false | jdbc:mysql://db:3306/shop | mysql | db | 3306 |"
                        + " shop | u | hunter22",
                "jdbc:mysql:loadbalance://db1:3306,db2:3306/shop | jdbc:mysql:loadbalance://db1:3306,db2:3306/shop |"
                        + " mysql | db1 | 3306 | shop | - | -",
                "jdbc:mariadb://db/shop?password=hunter22 | jdbc:mariadb://db/shop | mariadb | db | 0 | shop | - |"
                        + " hunter22",
                "jdbc:sqlserver://db\\inst:1433;databaseName=shop;user=u;password=hunter22 |"
                        + " jdbc:sqlserver://db\\inst:1433 | sqlserver | db | 1433 | shop | u | hunter22",
                "jdbc:oracle:thin:scott/hunter22@//db:1521/SHOP | jdbc:oracle:thin:@//db:1521/SHOP | oracle | db |"
                        + " 1521 | SHOP | scott | hunter22",
                "jdbc:oracle:thin:@db:1521:ORCL | jdbc:oracle:thin:@db:1521:ORCL | oracle | db | 1521 | ORCL | - | -",
                "jdbc:oracle:thin:@db:1521/SHOP | jdbc:oracle:thin:@db:1521/SHOP | oracle | db | 1521 | SHOP | - | -",
                "jdbc:db2://db:50000/SHOP:user=u;password=hunter22; | jdbc:db2://db:50000/SHOP | db2 | db | 50000 |"
                        + " SHOP | u | hunter22",
                "jdbc:p6spy:postgresql://db/shop | jdbc:postgresql://db/shop | postgresql | db | 0 | shop | - | -",
                "jdbc:clickhouse://u:hunter22@ch:8123/shop | jdbc:clickhouse://ch:8123/shop | clickhouse | ch | 8123 |"
                        + " shop | u | hunter22",
                "jdbc:h2:tcp://db:9092/~/shop;USER=u | jdbc:h2:tcp://db:9092/~/shop | h2 | db | 9092 | ~/shop | u | -",
                "jdbc:hsqldb:hsql://db:9001/shop | jdbc:hsqldb:hsql://db:9001/shop | hsqldb | db | 9001 | shop | - | -",
                "jdbc:derby://db:1527/shop;create=true | jdbc:derby://db:1527/shop | derby | db | 1527 | shop | - | -"
            })
    void reads_what_a_url_names(
            String url,
            String shown,
            String product,
            @Nullable String host,
            int port,
            @Nullable String name,
            @Nullable String user,
            @Nullable String password) {
        JdbcUrls.Parsed parsed = JdbcUrls.parse(url);
        Database database = parsed.database(parsed.user());

        assertThat(database.url()).isEqualTo(shown);
        assertThat(database.product()).isEqualTo(product);
        assertThat(database.host()).isEqualTo(host);
        assertThat(database.port()).isEqualTo(port);
        assertThat(database.name()).isEqualTo(name);
        assertThat(database.user()).isEqualTo(user);
        assertThat(parsed.password()).isEqualTo(password);
        assertThat(database.embedded()).isFalse();
        assertThat(database.toString()).doesNotContain("hunter22");
    }

    @Test
    void reads_oracle_s_descriptor() {
        JdbcUrls.Parsed parsed = JdbcUrls.parse(
                "jdbc:oracle:thin:u/hunter22@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=SHOP)))");
        Database database = parsed.database(parsed.user());

        assertThat(database.host()).isEqualTo("db");
        assertThat(database.port()).isEqualTo(1521);
        assertThat(database.name()).isEqualTo("SHOP");
        assertThat(database.toString()).doesNotContain("hunter22");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:shop;MODE=PostgreSQL, true, false, jdbc:h2:mem:shop",
        "jdbc:h2:file:./shop, false, false, jdbc:h2:file:./shop",
        "jdbc:h2:~/shop;ACCESS_MODE_DATA=r, false, true, jdbc:h2:~/shop",
        "jdbc:h2:zip:~/shop.zip!/shop, false, true, jdbc:h2:zip:~/shop.zip!/shop",
        "jdbc:h2:mem:3e8f1c22-0b1d-4a55-9f0e-1234567890ab, true, false, jdbc:h2:mem:*",
        "jdbc:hsqldb:mem:shop, true, false, jdbc:hsqldb:mem:shop",
        "jdbc:hsqldb:file:shop;readonly=true, false, true, jdbc:hsqldb:file:shop",
        "jdbc:hsqldb:res:/shop, false, true, jdbc:hsqldb:res:/shop",
        "jdbc:derby:shop;create=true, false, false, jdbc:derby:shop",
        "jdbc:derby:memory:shop, true, false, jdbc:derby:memory:shop",
        "jdbc:derby:classpath:shop, false, true, jdbc:derby:classpath:shop",
        "jdbc:sqlite:shop.db, false, false, jdbc:sqlite:shop.db",
        "jdbc:sqlite::memory:, true, false, jdbc:sqlite::memory:",
        "jdbc:sqlite:, true, false, jdbc:sqlite:",
        "jdbc:sqlite:file:shop.db?mode=ro, false, true, jdbc:sqlite:file:shop.db",
        "jdbc:sqlite:file:shop.db?immutable=1, false, true, jdbc:sqlite:file:shop.db",
        "jdbc:duckdb:, true, false, jdbc:duckdb:",
        "jdbc:duckdb:/data/shop.duckdb, false, false, jdbc:duckdb:/data/shop.duckdb"
    })
    void knows_databases_that_run_in_process(String url, boolean memory, boolean readOnly, String shown) {
        Database database = JdbcUrls.parse(url).database(null);

        assertThat(database.embedded()).isTrue();
        assertThat(database.memory()).isEqualTo(memory);
        assertThat(database.readOnly()).isEqualTo(readOnly);
        assertThat(database.url()).isEqualTo(shown);
        assertThat(database.host()).isNull();
    }

    @Test
    void names_the_imitated_dialect() {
        assertThat(JdbcUrls.parse("jdbc:h2:mem:a;MODE=PostgreSQL")
                        .database(null)
                        .dialect())
                .isEqualTo("PostgreSQL");
        assertThat(JdbcUrls.parse("jdbc:hsqldb:mem:a;sql.syntax_ora=true")
                        .database(null)
                        .dialect())
                .isEqualTo("ora");
        assertThat(JdbcUrls.parse("jdbc:h2:mem:a").database(null).dialect()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:",
                "jdbc::",
                "jdbc:x",
                "jdbc:oracle:thin:@",
                "jdbc:postgresql://",
                "jdbc:sqlserver://;",
                "nonsense",
                "jdbc:mysql://@/",
                "jdbc:db2://a=b:c"
            })
    void survives_nonsense(String url) {
        assertThat(JdbcUrls.parse(url).database(null).url()).startsWith("jdbc:");
    }
}

package dev.seaworthy.sensor.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.sensor.sql.JdbcUrls;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, PREFERRED",
        "jdbc:postgresql://db/shop?sslmode=disable, OFF",
        "jdbc:postgresql://db/shop?sslmode=prefer, PREFERRED",
        "jdbc:postgresql://db/shop?sslmode=require, UNVERIFIED",
        "jdbc:postgresql://db/shop?sslmode=verify-full, VERIFIED",
        "jdbc:postgresql://db/shop?sslmode=verify-ca, VERIFIED",
        "jdbc:postgresql://db/shop?ssl=true, VERIFIED",
        "jdbc:postgresql://db/shop?ssl, VERIFIED",
        "jdbc:postgresql://db/shop?ssl=false, PREFERRED",
        "jdbc:postgresql://db/shop?ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory, UNVERIFIED",
        "jdbc:postgresql://db/shop?gssEncMode=prefer, UNKNOWN",
        "jdbc:mysql://db/shop, PREFERRED",
        "jdbc:mysql://db/shop?useSSL=false, OFF",
        "jdbc:mysql://db/shop?sslMode=DISABLED, OFF",
        "jdbc:mysql://db/shop?sslMode=REQUIRED, UNVERIFIED",
        "jdbc:mysql://db/shop?useSSL=true&requireSSL=true, UNVERIFIED",
        "jdbc:mysql://db/shop?useSSL=true&verifyServerCertificate=true, VERIFIED",
        "jdbc:mysql://db/shop?sslMode=VERIFY_IDENTITY, VERIFIED",
        "jdbc:mariadb://db/shop, OFF",
        "jdbc:mariadb://db/shop?sslMode=trust, UNVERIFIED",
        "jdbc:mariadb://db/shop?sslMode=verify-full, VERIFIED",
        "jdbc:mariadb://db/shop?useSsl=true, VERIFIED",
        "jdbc:mariadb://db/shop?useSsl=true&trustServerCertificate=true, UNVERIFIED",
        "jdbc:sqlserver://db;encrypt=false, OFF",
        "jdbc:sqlserver://db;encrypt=true, VERIFIED",
        "jdbc:sqlserver://db;encrypt=strict;trustServerCertificate=true, VERIFIED",
        "jdbc:sqlserver://db;encrypt=true;trustServerCertificate=true, UNVERIFIED",
        "jdbc:sqlserver://db, UNKNOWN",
        "jdbc:oracle:thin:@//db:1521/shop, UNKNOWN",
        "jdbc:oracle:thin:@tcps://db:2484/shop, VERIFIED",
        "jdbc:oracle:thin:@tcps://db:2484/shop?ssl_server_dn_match=off, UNVERIFIED",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=db)(PORT=2484))), VERIFIED",
        "jdbc:ch://db:8123/shop, OFF",
        "jdbc:ch:https://db/shop, VERIFIED",
        "jdbc:clickhouse://db/shop?ssl=true&sslmode=none, UNVERIFIED",
        "jdbc:h2:tcp://db/shop, OFF",
        "jdbc:h2:ssl://db/shop, UNVERIFIED",
        "jdbc:hsqldb:hsql://db/shop, OFF",
        "jdbc:hsqldb:hsqls://db/shop, VERIFIED",
        "jdbc:derby://db/shop, OFF",
        "jdbc:derby://db/shop;ssl=basic, UNVERIFIED",
        "jdbc:derby://db/shop;ssl=peerAuthentication, VERIFIED",
        "jdbc:snowflake://acme/shop, UNKNOWN"
    })
    void reads_what_each_driver_was_told(String url, Encryption expected) {
        assertThat(Tls.of(JdbcUrls.parse(url).product(), OpenSettings.of(url, new Properties())))
                .isEqualTo(expected);
    }
}

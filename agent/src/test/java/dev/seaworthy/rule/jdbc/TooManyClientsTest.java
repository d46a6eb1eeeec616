package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TooManyClientsTest {

    private final Harbour harbour = new Harbour(new TooManyClients());

    @ParameterizedTest
    @CsvSource({
        "postgresql,53300,0",
        "cockroachdb,53300,0",
        "mysql,08004,1040",
        "mariadb,42000,1203",
        "mysql,42000,1226",
        "oracle,66000,12519",
        "oracle,72000,18",
        "sqlserver,S0001,10928",
        "db2,57030,-1226"
    })
    void flags_what_the_server_said(String product, String sqlState, int code) {
        harbour.database = of(product);
        harbour.refuse(sqlState, code);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message()).contains("this process holds 7 connections");
            assertThat(found.evidence()).containsEntry("open-here", 7).containsKey("holders");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql,28P01,0",
        "postgresql,08001,0",
        "postgresql,3D000,0",
        "mysql,08004,1045",
        "mysql,28000,1045",
        "oracle,72000,1017",
        "sqlserver,S0001,18456",
        "postgresql,08004,1040"
    })
    void stays_silent_about_other_refusals(String product, String sqlState, int code) {
        harbour.database = of(product);
        harbour.refuse(sqlState, code);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void counts_each_refusal() {
        harbour.refuse("53300", 0);
        harbour.refuse("53300", 0);

        assertThat(harbour.confirmed()).hasSize(2);
    }

    private static Database of(String product) {
        return new Database(
                "jdbc:" + product + "://db/shop", product, "db", 0, "shop", "app", false, false, false, null);
    }
}

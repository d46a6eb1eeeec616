package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolExceedsDbLimitTest {

    private PoolsSeen pools = with("db.max-connections=20");

    private static PoolsSeen with(String... settings) {
        return new PoolsSeen(new PoolExceedsDbLimit(PoolsSeen.settings(settings)));
    }

    @Test
    void flags_a_pool_of_which_four_do_not_fit_and_prints_the_sum() {
        pools.maximum = 4;
        pools.configured();

        Found found = pools.one();
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.message())
                .isEqualTo("Pool orders may open 4 connections: 4 × (3 replicas + 1 during a deploy) = 16; the database"
                        + " accepts 20, which leaves 15 after 3 reserved and 10 % headroom: 3 replicas fit");
        assertThat(found.fix()).contains("about 3,");
        assertThat(found.evidence())
                .containsEntry("limit", 20L)
                .containsEntry("reserved", 3)
                .containsEntry("usable", 15L)
                .containsEntry("pool-sum", 4L)
                .containsEntry("pools", Map.of("orders", 4))
                .containsEntry("replicas", 3)
                .containsEntry("surge", 1)
                .containsEntry("replicas-that-fit", 3L)
                .containsEntry("limit-guessed", false);
    }

    @Test
    void stays_silent_about_a_pool_of_which_four_fit() {
        pools.maximum = 3;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void flags_as_a_blocker_what_fits_not_even_once() {
        pools.maximum = 16;
        pools.configured();

        assertThat(pools.one().severity()).isEqualTo(Severity.BLOCKER);
        assertThat(pools.one().message()).contains("not even one replica fits");
    }

    @Test
    void flags_more_than_a_guessed_limit_as_high_at_most_and_says_that_it_is_guessed() {
        pools = with();
        pools.maximum = 500;
        pools.configured();

        assertThat(pools.one().severity()).isEqualTo(Severity.HIGH);
        assertThat(pools.one().message()).contains("100 (its product's default", "db.max-connections");
        assertThat(pools.one().evidence()).containsEntry("limit-guessed", true);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql,21,silent", // 87 / 21 = 4
        "postgresql,22,fires",
        "mysql,33,silent", // 135 / 33 = 4
        "mariadb,34,fires",
        "sqlserver,7372,silent", // 29490 / 7372 = 4
        "sqlserver,7373,fires",
        "oracle,100000,silent",
        "db2,100000,silent"
    })
    void stays_silent_or_flags_by_the_product_s_default(String product, int maximum, String expected) {
        pools = with();
        pools.database = PoolsSeen.of(product, "db", 0);
        pools.maximum = maximum;
        pools.configured();

        assertThat(pools.found).hasSize(expected.equals("fires") ? 1 : 0);
    }

    @Test
    void flags_an_unknown_product_whose_limit_is_set() {
        pools.database = PoolsSeen.of("oracle", "db", 1521);
        pools.maximum = 5; // 18 / 5 = 3
        pools.configured();

        assertThat(pools.one().evidence()).containsEntry("reserved", 0).containsEntry("usable", 18L);
    }

    @ParameterizedTest
    @CsvSource({"3,1,3", "3,0,4", "1,0,12", "6,2,1"})
    void stays_silent_up_to_what_replicas_and_surge_leave(String replicas, String surge, int maximum) {
        // usable: 15
        pools = with("db.max-connections=20", "replicas=" + replicas, "replicas.surge=" + surge);
        pools.maximum = maximum;
        pools.configured();
        assertThat(pools.found).isEmpty();

        pools.maximum = 16;
        pools.configured();
        assertThat(pools.found).hasSize(1);
    }

    @Test
    void flags_pools_that_are_too_many_only_together_as_one() {
        pools.maximum = 3;
        pools.configured("orders", Harbour.site("com.acme.Orders", "pool", 12));
        assertThat(pools.found).isEmpty();

        pools.others.put("orders", 3);
        pools.configured("audit", Harbour.site("com.acme.Audit", "pool", 9));
        pools.others.put("audit", 3);
        pools.configured("reports", Harbour.site("com.acme.Reports", "pool", 5));

        assertThat(pools.found).hasSize(2).allSatisfy(found -> {
            assertThat(found.site().place()).hasToString("com.acme.Audit.pool(Audit.java:9)");
            assertThat(found.target()).isEqualTo("jdbc:postgresql://db:5432/shop");
        });
        assertThat(pools.found.get(1).evidence())
                .containsEntry("pools", Map.of("orders", 3, "audit", 3, "reports", 3))
                .containsEntry("pool-sum", 9L);
        assertThat(pools.found.get(1).message()).startsWith("3 pools for this server may open 9");
    }

    @ParameterizedTest
    @CsvSource({
        "pgbouncer,6432",
        "db,6432",
        "shop.proxy-abc.eu-central-1.rds.amazonaws.com,5432",
        "ep-cool-pooler.eu.neon.tech,5432",
        "aws-0.pooler.supabase.com,5432"
    })
    void flags_as_info_what_a_pooler_stands_before(String host, int port) {
        pools.database = PoolsSeen.of("postgresql", host, port);
        pools.maximum = 16;
        pools.configured();

        assertThat(pools.one().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void flags_a_pool_without_an_upper_bound() {
        pools.maximum = PoolConfigured.ENDLESS;
        pools.configured();

        assertThat(pools.one().severity()).isEqualTo(Severity.BLOCKER);
        assertThat(pools.one().message()).startsWith("Pool orders may open any number of connections");
    }

    @Test
    void stays_silent_about_databases_inside_the_process() {
        pools.database = PoolsSeen.embedded();
        pools.maximum = 500;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_pool_whose_size_is_unknown() {
        pools.maximum = PoolConfigured.UNKNOWN;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void flags_a_limit_that_leaves_no_connection_for_each_replica() {
        pools = with("db.max-connections=5");
        pools.maximum = 1;
        pools.configured();

        assertThat(pools.one().fix()).startsWith("Put a pooler");
    }
}

package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionOpened.Opener;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnpooledConnectionTest {

    private final Harbour harbour = new Harbour(new UnpooledConnection());

    @Test
    void flags_the_fifth_connection_used_for_one_request() {
        harbour.single(4);
        assertThat(harbour.confirmed()).isEmpty();

        harbour.open();

        assertThat(harbour.confirmed()).hasSize(1);
        Found found = harbour.confirmed().get(0);
        assertThat(found.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(found.target()).isEqualTo("jdbc:postgresql://db:5432/shop");
        assertThat(found.site().place()).hasToString("com.acme.OrderDao.find(OrderDao.java:31)");
        assertThat(found.message())
                .isEqualTo("5 connections were opened within 1 s; each one closed so far was used once");
        assertThat(found.evidence())
                .containsEntry("opens", 5)
                .containsEntry("single-use", 4)
                .containsEntry("single-use-percent", 100)
                .containsEntry("peak-simultaneous", 1);
    }

    @Test
    void flags_a_loop_without_visible_units_of_work() {
        harbour.phase = Phase.JOB;
        harbour.single(12);

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void flags_one_for_each_message_of_a_batch() {
        harbour.phase = Phase.JOB;
        Unit batch = new Unit(7, Unit.Kind.BATCH, false);
        for (int i = 0; i < 5; i++) {
            harbour.close(harbour.open(batch), 1);
        }

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_several_of_one_message() {
        harbour.phase = Phase.JOB;
        Unit message = new Unit(7, Unit.Kind.MESSAGE, false);
        for (int i = 0; i < 5; i++) {
            harbour.close(harbour.open(message), 1);
        }

        assertThat(harbour.confirmed()).isEmpty();
    }

    @Test
    void flags_connections_that_were_dropped_without_a_close_however_late_the_collector_tells() {
        harbour.phase = Phase.JOB;
        List<ConnectionOpened> dropped = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            dropped.add(harbour.open());
        }
        assertThat(harbour.confirmed()).isEmpty();

        dropped.forEach(harbour::lose);
        harbour.conclude();

        assertThat(harbour.confirmed()).isNotEmpty();
    }

    @Test
    void flags_every_place_once_the_database_is_flagged_and_keeps_counting() {
        harbour.single(5);
        harbour.site = Harbour.site("com.acme.CartDao", "load", 12);
        harbour.millis += 2_000;
        harbour.single(3);
        harbour.conclude();

        assertThat(harbour.confirmed())
                .extracting(found -> String.valueOf(found.site().place()))
                .contains("com.acme.OrderDao.find(OrderDao.java:31)", "com.acme.CartDao.load(CartDao.java:12)");
        assertThat(harbour.found.stream().mapToLong(Found::occurrences).sum()).isEqualTo(8);
    }

    @Test
    void flags_spring_s_driver_manager_data_source() {
        harbour.site = Harbour.through(
                harbour.site,
                "org.springframework.jdbc.datasource.DriverManagerDataSource",
                "getConnectionFromDriverManager");
        harbour.single(5);

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void flags_connections_that_overlap_as_under_load() {
        List<ConnectionOpened> before = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            before.add(harbour.open());
            if (before.size() > 3) {
                harbour.close(before.remove(0), 1);
            }
        }

        assertThat(harbour.confirmed()).isNotEmpty();
    }

    @Test
    void flags_a_helper_that_keeps_one_connection_but_throws_the_rest_away() {
        harbour.reuse(harbour.open());
        harbour.single(30);

        assertThat(harbour.confirmed()).isNotEmpty();
    }

    @Test
    void suspects_the_first_connection_that_a_request_opens_by_hand_and_resolves_it_on_reuse() {
        ConnectionOpened opened = harbour.open();
        assertThat(harbour.found).singleElement().satisfies(found -> {
            assertThat(found.isConfirmed()).isFalse();
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        });

        harbour.reuse(opened);

        assertThat(harbour.resolved).hasSize(1);
    }

    @Test
    void flags_pools_built_inside_requests() {
        harbour.pool(1);
        harbour.pool(1);
        assertThat(harbour.found).isEmpty();
        later();

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("pool-per-request");
            assertThat(found.message()).startsWith("2 pools were built inside requests");
            assertThat(found.occurrences()).isEqualTo(2);
        });
        harbour.conclude();
        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void flags_pools_that_requests_build_for_tenants_again_and_again() {
        for (int request = 0; request < 6; request++) {
            harbour.pool(request, request % 3);
        }
        later();

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).startsWith("6 pools were built inside requests"));
    }

    @Test
    void flags_pools_of_many_tenants_that_requests_close() {
        for (int tenant = 0; tenant < 3; tenant++) {
            harbour.lived(harbour.pool(1, tenant), true);
        }
        harbour.conclude();

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_a_pool_for_each_tenant_that_is_kept() {
        List<Long> pools = new ArrayList<>();
        for (int tenant = 0; tenant < 5; tenant++) {
            pools.add(harbour.pool(tenant, tenant));
        }
        later();
        pools.forEach(pool -> harbour.lived(pool, false));
        pools.forEach(pool -> harbour.lived(pool, true));
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_the_pool_that_lost_a_race() {
        long kept = harbour.pool(1);
        harbour.pool(2);
        harbour.lived(kept, false);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_once_what_a_pool_of_the_application_s_own_opens_for_the_request_that_built_it() {
        for (int request = 0; request < 6; request++) {
            builds("com.acme.Basin");
        }
        harbour.conclude();

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.variant()).isEqualTo("pool-per-request"));
        assertThat(harbour.resolved).isNotEmpty();
    }

    @Test
    void flags_connections_that_are_opened_beside_a_pool_that_the_same_request_built() {
        for (int request = 0; request < 6; request++) {
            builds("com.acme.Reef");
        }
        harbour.conclude();

        assertThat(harbour.confirmed().stream().map(Found::variant).distinct())
                .containsExactlyInAnyOrder(null, "pool-per-request");
    }

    /** A request builds a pool of that class, which turns out to be one after the first connection was opened. */
    private void builds(String pool) {
        harbour.site =
                Harbour.through(Harbour.site("com.acme.OrderDao", "find", 31), "com.acme.Basin", "getConnection");
        Origin built = harbour.here();
        ConnectionOpened opened = harbour.open(built.unit());
        harbour.see(new PoolBuilt(built, harbour.database, pool, 1, 1, opened.connection(), 0));
        harbour.close(opened, 1);
    }

    /** Long enough for pools to be lent again. */
    private void later() {
        harbour.millis += 3_000;
        harbour.how = ConnectionOpened.Opener.POOL;
        harbour.close(harbour.open(), 2);
    }

    @Test
    void flags_three_live_pools_for_one_login() {
        harbour.phase = Phase.JOB;
        harbour.pool(1);
        harbour.pool(2);
        assertThat(harbour.found).isEmpty();
        harbour.pool(3);
        harbour.conclude();

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_a_tool_that_opens_a_few_and_ends() {
        harbour.phase = Phase.JOB;
        harbour.single(8);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_a_tool_that_goes_on_for_hours_and_one_that_opens_many() {
        harbour.phase = Phase.JOB;
        for (int i = 0; i < 12; i++) {
            harbour.single(1);
            harbour.millis += 8_000;
        }
        assertThat(harbour.confirmed()).isNotEmpty();

        Harbour many = new Harbour(new UnpooledConnection());
        many.phase = Phase.JOB;
        many.single(12);
        assertThat(many.confirmed()).isNotEmpty();
    }

    @Test
    void counts_what_was_opened_and_never_closed_as_thrown_away() {
        for (int i = 0; i < 12; i++) {
            harbour.open();
        }
        for (int i = 0; i < 10; i++) {
            harbour.see(new ConnectionKept(
                    harbour.here(), harbour.database, i, "the driver", ConnectionKept.How.ABANDONED, 1));
        }
        harbour.conclude();

        assertThat(harbour.confirmed())
                .last()
                .satisfies(found -> assertThat(found.evidence()).containsEntry("single-use", 10));
    }

    @Test
    void is_one_finding_for_all_lines_that_open_them() {
        harbour.single(5);
        harbour.site = Harbour.site("com.acme.OtherDao", "list", 12);
        harbour.single(3);
        harbour.conclude();

        assertThat(harbour.confirmed()).allMatch(Found::isAnywhere);
    }

    @Test
    void stays_silent_about_pools_of_several_web_applications_that_start() {
        harbour.phase = Phase.STARTUP;
        harbour.pool(1);
        harbour.pool(2);
        harbour.pool(3);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_connections_and_pools_that_tests_set_up() {
        harbour.phase = Phase.JOB;
        harbour.site = byTest(Harbour.site("com.acme.OrderTest", "setUp", 12));
        harbour.single(12);
        for (int test = 0; test < 12; test++) {
            harbour.pool(1);
        }
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_connections_of_requests_that_a_test_makes_on_its_own_thread() {
        harbour.site = byTest(Harbour.site("com.acme.OrderDao", "find", 31));
        harbour.single(5);

        assertThat(harbour.confirmed()).hasSize(1);
    }

    private static Site byTest(Site site) {
        List<Place> stack = new ArrayList<>(site.stack());
        stack.add(new Place("org.junit.jupiter.engine.execution.MethodInvocation", "proceed", "M.java", 60));
        return new Site(site.place(), site.direct(), List.copyOf(stack));
    }

    @Test
    void stays_silent_about_web_applications_deployed_by_request() {
        for (int application = 1; application <= 4; application++) {
            harbour.application = application;
            harbour.pool(1);
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_two_pools_that_two_lines_build_at_first_use() {
        harbour.site = Harbour.site("com.acme.Reads", "pool", 12);
        harbour.pool(1);
        harbour.site = Harbour.site("com.acme.Writes", "pool", 15);
        harbour.pool(2);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_when_a_known_pool_opened_them() {
        harbour.how = Opener.POOL;
        harbour.single(50);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_when_connections_are_used_again() {
        harbour.how = Opener.UNKNOWN;
        List<ConnectionOpened> pool = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pool.add(harbour.open());
        }
        pool.forEach(harbour::reuse);
        pool.forEach(connection -> harbour.close(connection, 2));
        harbour.single(10);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_pool_that_fills_and_is_closed_at_the_end() {
        harbour.phase = Phase.JOB;
        List<ConnectionOpened> pool = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pool.add(harbour.open());
        }
        pool.forEach(connection -> harbour.close(connection, 1));
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_workers_with_one_connection_each() {
        harbour.phase = Phase.JOB;
        List<ConnectionOpened> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(harbour.open());
        }
        workers.forEach(connection -> harbour.close(connection, 1));

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_an_elastic_pool_s_overflow() {
        ConnectionOpened base = harbour.open();
        for (int i = 0; i < 3; i++) {
            List<ConnectionOpened> burst = List.of(harbour.open(), harbour.open(), harbour.open(), harbour.open());
            burst.forEach(connection -> harbour.close(connection, 1));
            harbour.reuse(base);
        }

        assertThat(harbour.resolved).isNotEmpty();
        int before = harbour.confirmed().size();
        harbour.single(3);
        assertThat(harbour.confirmed()).hasSize(before);
    }

    @Test
    void stays_silent_at_start_up() {
        harbour.phase = Phase.STARTUP;
        harbour.single(20);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_one_long_connection_and_few_opens() {
        harbour.phase = Phase.JOB;
        harbour.open();
        harbour.single(3);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_opens_that_are_far_apart() {
        harbour.phase = Phase.JOB;
        for (int i = 0; i < 20; i++) {
            harbour.single(1);
            harbour.millis += 30_000;
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_several_connections_of_two_requests() {
        Unit one = harbour.unit();
        Unit two = harbour.unit();
        for (int i = 0; i < 4; i++) {
            harbour.close(harbour.open(one), 1);
            harbour.close(harbour.open(two), 1);
        }

        assertThat(harbour.confirmed()).isEmpty();
    }

    @Test
    void stays_silent_about_migrations_and_test_containers() {
        harbour.phase = Phase.JOB;
        harbour.site =
                Harbour.through(harbour.site, "org.flywaydb.core.internal.jdbc.DriverDataSource", "getConnection");
        harbour.single(10);
        harbour.site = Harbour.through(
                Harbour.site("com.acme.Main", "main", 3),
                "org.testcontainers.containers.JdbcDatabaseContainer",
                "createConnection");
        harbour.single(10);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void is_milder_where_the_pool_is_outside_the_process() {
        harbour.database = new Database(
                "jdbc:postgresql://db:6432/shop", "postgresql", "db", 6432, "shop", "app", false, false, false, null);
        harbour.single(5);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.message()).contains("a pooler in front");
        });
    }

    @Test
    void is_low_for_a_file_beside_the_program() {
        harbour.database =
                new Database("jdbc:sqlite:app.db", "sqlite", null, 0, "app.db", null, true, false, false, null);
        harbour.single(5);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }
}

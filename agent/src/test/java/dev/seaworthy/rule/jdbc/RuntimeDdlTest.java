package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.SchemaChanged;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import dev.seaworthy.sensor.sql.Shape;
import dev.seaworthy.sensor.sql.Shapes;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeDdlTest {

    private final Harbour harbour = new Harbour(new RuntimeDdl());

    @Test
    void flags_a_schema_generator() {
        harbour.phase = Phase.STARTUP;
        by("org.hibernate.tool.schema.internal.SchemaCreatorImpl");
        see("CREATE", "table orders", "orders", "create table orders (id bigint)");

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("auto-ddl");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message()).contains("CREATE table orders");
        });
    }

    @Test
    void a_generator_that_drops_tables_is_told_what_it_needs() {
        see("DROP", "table orders", "orders", "drop table orders");
        by("org.hibernate.tool.schema.internal.SchemaDropperImpl");
        see("DROP", "table stock", "stock", "drop table if exists stock cascade");

        assertThat(harbour.confirmed())
                .filteredOn(found -> "destructive".equals(found.variant()))
                .extracting(Found::fix)
                .satisfiesExactly(
                        ofApplication -> assertThat(ofApplication).contains("Remove the statement"),
                        ofGenerator -> assertThat(ofGenerator).isNull());
    }

    @ParameterizedTest
    @CsvSource({"DROP,table orders", "TRUNCATE,table orders", "DROP,schema shop"})
    void flags_what_destroys_data(String verb, String object) {
        see(verb, object, "orders", verb + " " + object);

        assertThat(harbour.confirmed()).extracting(Found::variant).contains("destructive");
        assertThat(harbour.confirmed()).extracting(Found::severity).contains(Severity.BLOCKER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table orders drop column note",
                "alter table orders rename column note to remark",
                "alter table orders alter column total type bigint",
                "alter table orders alter column total set data type bigint",
                "alter table orders alter column note set not null",
                "alter table orders add column note text not null",
                "alter table orders modify note varchar(10)",
                "create index orders_by_day on orders (day)",
                "drop table orders"
            })
    void flags_migrations_that_the_old_version_cannot_live_with(String sql) {
        harbour.phase = Phase.STARTUP;
        by("org.flywaydb.core.internal.jdbc.JdbcTemplate");
        migrate(sql);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("incompatible-migration");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table orders add column note text",
                "alter table orders add column note text not null default ?",
                "alter table orders add constraint positive check (total > ?)",
                "create index concurrently orders_by_day on orders (day)",
                "create table notes (id bigint not null)"
            })
    void stays_silent_about_migrations_that_both_versions_can_live_with(String sql) {
        harbour.phase = Phase.STARTUP;
        by("org.flywaydb.core.internal.jdbc.JdbcTemplate");
        migrate(sql);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_the_first_migration_of_an_empty_schema() {
        harbour.phase = Phase.STARTUP;
        by("liquibase.executor.jvm.JdbcExecutor");
        migrate("create table orders (id bigint)");
        migrate("create index orders_by_day on orders (day)");
        migrate("alter table orders alter column note set not null");
        migrate("drop table orders");

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void an_index_belongs_to_its_table_however_it_is_written() {
        harbour.phase = Phase.STARTUP;
        by("org.flywaydb.core.internal.jdbc.JdbcTemplate");
        read("CREATE TABLE \"shop\".\"Orders\" (id bigint)");
        read("create unique index if not exists orders_by_day on Orders (day)");
        read("CREATE INDEX CONCURRENTLY ON shop.orders USING btree (day)");
        read("create index \"ix\" on only \"shop\".\"orders\" (day)");
        assertThat(harbour.found).isEmpty();

        read("create index stock_by_day on shop.stock (day)");
        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_what_a_migration_tool_does_to_its_own_tables() {
        harbour.phase = Phase.STARTUP;
        harbour.site = Harbour.through(
                harbour.site, "org.flywaydb.core.internal.schemahistory.JdbcTableSchemaHistory", "create");
        by("org.flywaydb.core.internal.jdbc.JdbcTemplate");
        read("create index \"flyway_schema_history_s_idx\" on \"public\".\"flyway_schema_history\" (\"success\")");

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_a_tool_that_empties_the_schema() {
        harbour.site = Harbour.through(harbour.site, "org.flywaydb.core.Flyway", "clean");
        by("org.flywaydb.core.internal.jdbc.JdbcTemplate");
        read("drop table \"public\".\"orders\" cascade");

        assertThat(harbour.confirmed())
                .extracting(Found::variant, Found::severity)
                .containsExactly(tuple("destructive", Severity.BLOCKER));
    }

    @Test
    void a_request_that_drops_a_table_and_makes_it_anew_is_one_finding() {
        for (int i = 0; i < 2; i++) {
            read("drop table if exists report");
            read("create table report (id bigint)");
        }

        assertThat(harbour.confirmed()).extracting(Found::variant).containsOnly("destructive");
    }

    @Test
    void a_temporary_table_may_be_dropped() {
        harbour.see(new SchemaChanged(
                harbour.here(),
                harbour.database,
                "CREATE",
                "temporary table ids",
                "ids",
                "create temp table ids",
                true));
        read("drop table ids");

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void what_has_no_table_makes_nothing_new() {
        harbour.phase = Phase.STARTUP;
        read("create sequence ids");
        read("drop schema shop");

        assertThat(harbour.confirmed()).extracting(Found::variant).contains("destructive");
    }

    /** As the sensor reads it. */
    private void read(String sql) {
        Shape shape = new Shapes((where, more) -> {}).of(sql);
        see(shape.verb().name(), shape.object(), shape.table(), shape.text());
    }

    @Test
    void flags_a_request_that_changes_the_schema() {
        see("CREATE", "table cart_17", "cart_17", "create table cart_17 (id bigint)");

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.variant()).isEqualTo("request-time"));
    }

    @Test
    void stays_silent_about_embedded_databases() {
        harbour.database = new Database("jdbc:h2:mem:shop", "h2", null, 0, "shop", "sa", true, true, false, null);
        by("org.hibernate.tool.schema.internal.SchemaCreatorImpl");
        see("DROP", "table orders", "orders", "drop table orders");

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_temporary_tables() {
        harbour.see(new SchemaChanged(
                harbour.here(), harbour.database, "CREATE", "table ids", "ids", "create temp table ids", true));

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_session_tables_and_scripts_at_start_up() {
        harbour.phase = Phase.STARTUP;
        see("CREATE", "table spring_session", "spring_session", "create table spring_session (id char(36))");
        see("CREATE", "table notes", "notes", "create table if not exists notes (id bigint)");

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_in_tests() {
        by("org.junit.jupiter.engine.Something");
        see("DROP", "table orders", "orders", "drop table orders");

        assertThat(harbour.found).isEmpty();
    }

    private void by(String tool) {
        harbour.site = Harbour.through(harbour.site, tool, "execute");
    }

    private void migrate(String sql) {
        String verb = sql.substring(0, sql.indexOf(' ')).toUpperCase(Locale.ROOT);
        String object = sql.contains(" index ")
                ? "index orders_by_day"
                : "table " + (sql.contains("notes") ? "notes" : "orders");
        see(verb, object, sql.contains("notes") ? "notes" : "orders", sql);
    }

    private void see(String verb, String object, String table, String sql) {
        harbour.see(new SchemaChanged(harbour.here(), harbour.database, verb, object, table, sql, false));
    }
}

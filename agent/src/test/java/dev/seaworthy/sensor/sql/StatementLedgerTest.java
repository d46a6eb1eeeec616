package dev.seaworthy.sensor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one unit of work did with databases. */
class StatementLedgerTest {

    private static final Database SHOP = database("shop");
    private static final Database OTHER = database("other");

    private final Shapes shapes = new Shapes((where, more) -> {});
    private final StatementLedger ledger = new StatementLedger();

    StatementLedgerTest() {
        ledger.begin(this, Unit.NONE, Phase.JOB, 1);
    }

    private static Database database(String name) {
        return new Database("jdbc:x://db/" + name, "x", "db", 0, name, "app", false, false, false, null);
    }

    private Shape shape(String sql) {
        return shapes.of(sql);
    }

    private @Nullable StatementUse ran(String sql, Database on, long binds) {
        return ran(sql, on, binds, 1, 10);
    }

    private @Nullable StatementUse ran(String sql, Database on, long binds, long thread, long nanos) {
        Run run = new Run();
        run.shape = shape(sql);
        run.nanos = nanos;
        run.statements = 1;
        return ledger.ran(run, thread, on, binds, true);
    }

    @Test
    void counts_by_shape_and_database() {
        ran("SELECT a FROM t WHERE id = ?", SHOP, 1);
        ran("SELECT a FROM t WHERE id = ?", SHOP, 1);
        ran("SELECT a FROM t WHERE id = ?", OTHER, 1);
        ran("SELECT b FROM t WHERE id = ?", SHOP, 1);

        assertThat(ledger.shapes()).isEqualTo(3);
        assertThat(ledger.roundTrips).isEqualTo(4);
        assertThat(ledger.databaseNanos).isEqualTo(40);
        assertThat(ledger.find(shape("SELECT a FROM t WHERE id = ?"), SHOP))
                .isSameAs(ledger.use(0))
                .extracting(use -> use.count)
                .isEqualTo(2);
        assertThat(ledger.find(shape("SELECT a FROM t WHERE id = ?"), OTHER)).isSameAs(ledger.use(1));
        assertThat(ledger.find(shape("SELECT c FROM t"), SHOP)).isNull();
    }

    @Test
    void knows_whether_values_differed_and_which_run_was_fastest() {
        StatementUse use = ran("SELECT a FROM t WHERE id = ?", SHOP, 1, 1, 30);
        ran("SELECT a FROM t WHERE id = ?", SHOP, 1, 1, 20);
        assertThat(use).isNotNull();
        assertThat(use.distinct).isFalse();
        ran("SELECT a FROM t WHERE id = ?", SHOP, 2, 1, 25);

        assertThat(use.distinct).isTrue();
        assertThat(use.fastestNanos).isEqualTo(20);
        assertThat(use.nanos).isEqualTo(75);
    }

    @Test
    void a_commit_is_a_round_trip_and_shows_who_works_for_the_unit() {
        ran("SELECT 1", SHOP, 0);
        ledger.ended(1, 5);
        assertThat(ledger.shared).isFalse();
        ledger.ended(2, 5);

        assertThat(ledger.roundTrips).isEqualTo(3);
        assertThat(ledger.databaseNanos).isEqualTo(20);
        assertThat(ledger.shared).isTrue();
    }

    @Test
    void keeps_so_many_shapes_and_counts_the_others() {
        for (int i = 0; i < 300; i++) {
            ran("SELECT a FROM t" + i, SHOP, 0);
        }

        assertThat(ledger.shapes()).isEqualTo(256);
        assertThat(ledger.isFull()).isTrue();
        assertThat(ledger.others).isEqualTo(44);
        assertThat(ledger.roundTrips).isEqualTo(300);
        for (int i = 0; i < 256; i++) {
            StatementUse use = ledger.find(shape("SELECT a FROM t" + i), SHOP);
            assertThat(use).as("table %s", i).isSameAs(ledger.use(i));
        }
        assertThat(ledger.find(shape("SELECT a FROM t299"), SHOP)).isNull();
    }

    @Test
    void the_query_before_a_shapes_first_run_tells_how_many_rows_it_had() {
        StatementUse parents = ran("SELECT a FROM parents", SHOP, 0);
        assertThat(parents).isNotNull();
        parents.read(1, 12);
        StatementUse children = ran("SELECT a FROM children WHERE id = ?", SHOP, 1);
        ran("SELECT a FROM children WHERE id = ?", SHOP, 2);
        ran("SELECT a FROM parents", SHOP, 0);
        parents.read(2, 99);

        assertThat(children).isNotNull();
        assertThat(children.before).isSameAs(parents);
        assertThat(children.rowsBefore()).isEqualTo(12);
        assertThat(parents.rowsBefore()).isEqualTo(-1);
    }

    @Test
    void after_its_end_it_belongs_to_nobody_and_is_as_new_for_the_next() {
        ran("SELECT 1", SHOP, 0);
        ledger.close();
        assertThat(ledger.belongsTo(this)).isFalse();
        ledger.clear();
        Object next = new Object();
        ledger.begin(next, Unit.NONE, Phase.STARTUP, 2);

        assertThat(ledger.belongsTo(next)).isTrue();
        assertThat(ledger.shapes()).isZero();
        assertThat(ledger.roundTrips).isZero();
        assertThat(ledger.find(shape("SELECT 1"), SHOP)).isNull();
        StatementUse use = ran("SELECT 1", SHOP, 0);
        assertThat(use).isNotNull();
        assertThat(use.count).isEqualTo(1);
        assertThat(use.before).isNull();
    }

    @Test
    void says_in_what_and_where_something_is() {
        Origin origin = ledger.origin(Site.UNKNOWN);

        assertThat(origin.phase()).isEqualTo(Phase.JOB);
        assertThat(origin.unit()).isSameAs(Unit.NONE);
        assertThat(origin.thread()).isEqualTo(Thread.currentThread().getId());
    }
}

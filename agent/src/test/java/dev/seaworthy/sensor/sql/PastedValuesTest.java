package dev.seaworthy.sensor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.ValueConcatenated;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of values in statements, each statement run in a request of its own. */
class PastedValuesTest implements Observations, Late {

    private final List<ValueConcatenated> told = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final PastedValues pasted = new PastedValues(surroundings, this, this);
    private final Database database =
            new Database("jdbc:h2:mem:shop", "h2", "", 0, "shop", "sa", false, true, false, null);
    private final String salt = String.valueOf(System.nanoTime());

    @Override
    public void add(Observation seen) {
        if (seen instanceof ValueConcatenated one) {
            told.add(one);
        }
    }

    @Test
    void tells_a_literal_once_it_varies_with_the_request() {
        run("select a from t where b = 'anchor'", "parameter q", "anchor");
        run("select a from t where b = 'anchor'", "parameter q", "anchor");
        assertThat(told).isEmpty();
        run("select a from t where b = 'rudder'", "parameter q", "rudder ");

        assertThat(told).hasSize(2).allSatisfy(one -> {
            assertThat(one.sql()).isEqualTo("select a from t where b = ?");
            assertThat(one.source()).isEqualTo("parameter q");
            assertThat(one.literal()).isTrue();
        });
        assertThat(told.get(0).value()).isNotEqualTo(told.get(1).value());
    }

    @Test
    void tells_numbers_at_the_third() {
        run("select a from t where id = 7 and c = 7", "parameter id", "7");
        run("select a from t where id = 8 and c = 7", "parameter id", "8");
        assertThat(told).isEmpty();
        run("select a from t where id = 9 and c = 7", "parameter id", "9");

        assertThat(told).hasSize(2).allMatch(ValueConcatenated::numeric);
    }

    @Test
    void is_not_misled_by_numbers_that_are_equal_by_chance() {
        for (int i = 1; i < 9; i++) {
            run("select a from t where id = ? and c in (1, 2, 3) limit " + i, "parameter id", String.valueOf(i));
        }

        assertThat(told).isEmpty();
    }

    @Test
    void is_not_misled_by_a_list_that_holds_each_value() {
        for (String state : List.of("opened", "closed", "opened", "lost")) {
            run("select a from t where s in ('opened', 'closed') or s = 'opened,closed,lost'", "parameter s", state);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void gives_up_where_the_text_stays_when_the_value_changes() {
        run("select a from t where day = '2026-11-24'", "parameter day", "2026-11-24");
        run("select a from t where day = '2026-11-24'", "parameter day", "2026-11-20");
        run("select a from t where day = '2026-11-25'", "parameter day", "2026-11-25");

        assertThat(told).isEmpty();
    }

    @Test
    void two_values_in_one_literal_do_not_refute_each_other() {
        run("select a from t where b = 'anchor > buoy'", "parameter a", "anchor", "op", ">", "parameter b", "buoy");
        run("select a from t where b = 'rudder <= mast'", "parameter a", "rudder", "op", "<=", "parameter b", "mast");

        assertThat(told).extracting(ValueConcatenated::source).contains("parameter a", "parameter b");
        assertThat(told).hasSize(4).allMatch(ValueConcatenated::literal);
    }

    @Test
    void a_short_value_or_a_number_beside_one_does_not_refute_it() {
        run("select a from t where b like '%anchor 7 kg%'", "parameter a", "anchor", "n", "7", "unit", "kg");
        run("select a from t where b like '%rudder 12 lb%'", "parameter a", "rudder", "n", "12", "unit", "lb");

        assertThat(told).hasSize(2).allMatch(one -> one.source().equals("parameter a"));
    }

    @Test
    void what_else_varies_in_the_literal_does() {
        run("select a from t where b = 'anchor of 2026'", "parameter a", "anchor", "parameter b", "buoy");
        run("select a from t where b = 'rudder of 2027'", "parameter a", "rudder", "parameter b", "mast");

        assertThat(told).isEmpty();
    }

    @Test
    void takes_a_value_in_other_case_for_neither() {
        run("select a from t where b = 'anchor'", "parameter q", "anchor");
        run("select a from t where b = 'rudder'", "parameter q", "Rudder");
        assertThat(told).isEmpty();
        run("select a from t where b = 'mast'", "parameter q", "mast");

        assertThat(told).hasSize(2);
    }

    @Test
    void shows_nothing_that_came_with_the_request() {
        for (String name : List.of("o'brien", "d'arcy")) {
            String sort = "sort" + name.length() + salt;
            run(
                    "select a from t where b = '" + name + "' or c = '" + name + "' order by " + sort,
                    "parameter q",
                    name,
                    "parameter sort",
                    sort);
        }

        assertThat(told)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.toString())
                        .doesNotContain("brien")
                        .doesNotContain("arcy")
                        .doesNotContain(salt));
    }

    @Test
    void knows_words_of_the_program_from_others() {
        for (String column : List.of("price_column", "name_column")) {
            String word = new String(column.toCharArray());
            run("select a from t order by " + word, "parameter sort", word);
        }
        assertThat(told).hasSize(2).allMatch(ValueConcatenated::listed).noneMatch(ValueConcatenated::literal);
        told.clear();
        String free = "column_" + salt;
        run("select a from t order by " + free, "parameter sort", free);
        run("select a, b from t order by x" + free, "parameter sort", "x" + free);
        run("select a, b from t order by " + free, "parameter sort", free);

        assertThat(told).hasSize(3).noneMatch(ValueConcatenated::listed);
    }

    @Test
    void tells_a_whole_statement() {
        for (String sql : List.of("select a from t where b = 1", "delete from t where c = 'x'")) {
            run(sql, "parameter sql", sql);
        }

        assertThat(told).hasSize(2).allMatch(one -> one.sql().equals("{}"));
    }

    @Test
    void takes_no_word_of_a_path_for_a_name_in_the_statement() {
        for (String table : List.of("orders", "items", "carts")) {
            run("select a from " + table, "path", table);
        }

        assertThat(told).isEmpty();
    }

    /** @param brought source and value in turn */
    private void run(String sql, String... brought) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "GET /search");
        pasted.look(SqlText.read(sql), sql, 1, "GET /search", database)
                .in(
                        visitor -> {
                            for (int i = 0; i < brought.length; i += 2) {
                                visitor.value(brought[i], brought[i], brought[i + 1]);
                            }
                        },
                        false);
        surroundings.units().end();
    }

    @Override
    public void count(String sense, long more) {}

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

    @Override
    public void later(Runnable task) {
        task.run();
    }

    @Override
    public List<Class<?>> loaded() {
        return List.of(PastedValuesTest.class);
    }
}

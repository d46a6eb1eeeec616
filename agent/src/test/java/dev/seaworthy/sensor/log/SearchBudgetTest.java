package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchBudgetTest {

    private static final int EVENTS = 200_000;

    private final SearchBudget budget = new SearchBudget();

    @Test
    void what_is_searched_stands_for_all_that_was_passed_over_and_for_no_more() {
        LoggedEvent event = new LoggedEvent();
        int searched = 0;
        int all = 0;
        for (int i = 0; i < EVENTS; i++) {
            int weight = budget.weight(event, null);
            searched += weight > 0 ? 1 : 0;
            all += weight;
            event.clear();
        }
        assertThat(all).isBetween(EVENTS - 2_000, EVENTS);
        assertThat(searched).isBetween(EVENTS / 200, EVENTS / 80);
    }

    @Test
    void what_each_thread_passes_over_is_its_own() {
        LoggedEvent one = new LoggedEvent();
        LoggedEvent other = new LoggedEvent();
        int ofOne = 0;
        for (int i = 0; i < EVENTS; i++) {
            ofOne += budget.weight(one, null);
            budget.weight(other, null);
        }
        assertThat(ofOne).isBetween(EVENTS - 2_000, EVENTS);
    }

    @Test
    void texts_of_which_nothing_is_known_are_all_searched_up_to_the_limit() {
        int searched = 0;
        for (int i = 0; i < SearchBudget.ALL; i++) {
            searched += budget.weight() == 1 ? 1 : 0;
        }
        assertThat(searched).isEqualTo(SearchBudget.ALL);
        int more = 0;
        for (int i = 0; i < EVENTS; i++) {
            more += budget.weight() > 0 ? 1 : 0;
        }
        assertThat(more).isBetween(EVENTS / 200, EVENTS / 80);
        budget.tick();
        assertThat(budget.weight()).isEqualTo(1);
    }
}

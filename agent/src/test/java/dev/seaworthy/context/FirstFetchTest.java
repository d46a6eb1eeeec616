package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstFetchTest {

    private final FirstFetch first = new FirstFetch();

    private void walks(int count, int frames) {
        for (int i = 0; i < count; i++) {
            first.needed(frames);
        }
    }

    @Test
    void begins_with_the_usual_until_enough_walks_were_seen() {
        assertThat(first.frames()).isEqualTo(FirstFetch.USUAL);
        walks(FirstFetch.WALKS - 1, 11);
        assertThat(first.frames()).isEqualTo(FirstFetch.USUAL);
        walks(1, 11);
        assertThat(first.frames()).isEqualTo(11);
    }

    @Test
    void fetches_once_what_most_walks_need() {
        walks(FirstFetch.WALKS / 4, 12);
        walks(FirstFetch.WALKS - FirstFetch.WALKS / 4, 17);
        assertThat(first.frames()).isEqualTo(17);
    }

    @Test
    void lets_few_deep_walks_fetch_twice_and_does_not_burden_all_others() {
        walks(FirstFetch.WALKS / 32, 40);
        walks(FirstFetch.WALKS - FirstFetch.WALKS / 32, 13);
        assertThat(first.frames()).isBetween(13, 15);
    }

    @Test
    void follows_what_changes() {
        walks(8 * FirstFetch.WALKS, 12);
        walks(2 * FirstFetch.WALKS, 24);
        assertThat(first.frames()).isEqualTo(24);
        walks(4 * FirstFetch.WALKS, 10);
        assertThat(first.frames()).isEqualTo(10);
    }

    @Test
    void stays_within_bounds_whatever_is_needed() {
        walks(FirstFetch.WALKS, 1);
        assertThat(first.frames()).isEqualTo(8);
        walks(8 * FirstFetch.WALKS, 400);
        assertThat(first.frames()).isBetween(8, 64);
    }

    @Test
    void keeps_the_walkers_that_it_made() {
        StackWalker usual = first.walker();
        assertThat(first.walker()).isSameAs(usual);
        walks(FirstFetch.WALKS, 11);
        assertThat(first.walker()).isNotSameAs(usual).isSameAs(first.walker());
    }
}

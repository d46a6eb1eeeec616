package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {

    private final Sites sites = new Sites(null);

    @Test
    void finds_the_applications_own_line() {
        Site site = sites.walk();

        assertThat(site.place()).isNotNull();
        assertThat(site.place().className()).isEqualTo(SitesTest.class.getName());
        assertThat(site.place().method()).isEqualTo("finds_the_applications_own_line");
        assertThat(site.direct()).isTrue();
    }

    @Test
    void the_jdk_in_between_leaves_a_call_direct() {
        Site[] found = new Site[1];
        List.of(1).forEach(any -> found[0] = sites.walk());

        assertThat(found[0].direct()).isTrue();
        assertThat(found[0].place().method()).isEqualTo("the_jdk_in_between_leaves_a_call_direct");
    }

    @Test
    void a_library_in_between_does_not() {
        assertThat(sites).extracting(Sites::walk).satisfies(site -> {
            assertThat(site.place().method()).isEqualTo("a_library_in_between_does_not");
            assertThat(site.direct()).isFalse();
        });
    }

    @Test
    void walks_at_a_keys_first_hit_and_ever_more_seldom() {
        long key = Sites.key(7, "somewhere");
        Site first = sites.at(key);
        Site second = sites.at(key);
        Site third = sites.at(key);

        assertThat(first.place()).isNotNull();
        assertThat(second.place()).isNotEqualTo(first.place());
        assertThat(third).isSameAs(second);
        assertThat(sites.isDue(key)).isTrue();
        sites.at(key);
        assertThat(sites.isDue(key)).isFalse();
    }

    @Test
    void a_key_seen_once_is_findable_however_many_came_before() {
        for (int i = 0; i < 1_000; i++) {
            sites.at(Sites.key(1, "path" + i));
        }

        assertThat(sites.at(Sites.key(2, "late")).place()).isNotNull();
    }

    @Test
    void keeps_no_more_than_forty_frames() {
        assertThat(deeper(100).stack()).hasSize(40);
    }

    private Site deeper(int more) {
        return more == 0 ? sites.walk() : deeper(more - 1);
    }
}

package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
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
    void says_the_same_of_a_line_however_many_frames_are_fetched_at_once() {
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < 3 * FirstFetch.WALKS; i++) {
            places.add(sites.calling(true));
        }
        assertThat(places).hasSize(1);
    }

    @Test
    void a_library_in_between_does_not() {
        assertThat(sites).extracting(Sites::walk).satisfies(site -> {
            assertThat(site.place().method()).isEqualTo("a_library_in_between_does_not");
            assertThat(site.direct()).isFalse();
        });
    }

    @Test
    void two_lines_of_one_method_are_two_sites_and_each_is_walked_once() {
        Site[] found = new Site[4];
        for (int i = 0; i < 2; i++) {
            found[i] = sites.here();
            found[i + 2] = sites.here();
        }

        assertThat(found[1]).isSameAs(found[0]);
        assertThat(found[3]).isSameAs(found[2]);
        assertThat(found[0].place()).isNotNull();
        assertThat(found[2].place()).isNotEqualTo(found[0].place());
    }

    @Test
    void threads_that_reach_a_new_line_at_once_all_get_its_one_site() throws Exception {
        int threads = 16;
        for (int round = 0; round < 20; round++) {
            Sites fresh = new Sites(null);
            CyclicBarrier latch = new CyclicBarrier(threads);
            List<Site> found = Collections.synchronizedList(new ArrayList<>());
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        latch.await();
                        found.add(fresh.here());
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                });
                running.add(thread);
                thread.start();
            }
            for (Thread thread : running) {
                thread.join();
            }
            assertThat(found)
                    .hasSize(threads)
                    .allSatisfy(site -> assertThat(site).isSameAs(found.get(0)));
            assertThat(found.get(0).place()).isNotNull();
        }
    }

    @Test
    void a_crowded_table_still_gives_the_right_site() {
        Looks walks = new Looks(new Beat());
        for (int i = 0; i < Looks.A_SECOND; i++) {
            walks.isDue();
        }
        Sites crowded = new Sites(null, walks);
        for (long other = 1; other <= 50_000; other++) {
            crowded.at(other * 0x9E3779B97F4A7C15L);
        }
        assertThat(crowded.dropped()).as("places not found for want of time").isPositive();
        long place = crowded.calling(true);
        Site site = Site.UNKNOWN;
        for (int i = 0; site == Site.UNKNOWN && i < 10_000_000; i++) {
            site = crowded.at(place);
        }

        assertThat(site.place()).isNotNull();
        assertThat(site.place().method()).isEqualTo("a_crowded_table_still_gives_the_right_site");
    }

    @Test
    void looks_as_often_as_the_budget_allows() {
        Looks budget = new Looks(new Beat());
        int looked = 0;
        for (int i = 0; i < 100_000; i++) {
            Site site = sites.look(budget);
            looked += site == null ? 0 : 1;
            assertThat(site).isNotSameAs(Site.UNKNOWN);
        }

        assertThat(looked).isBetween(Looks.A_SECOND, 50_000);
    }

    @Test
    void keeps_no_more_than_forty_frames() {
        assertThat(deeper(100).stack()).hasSize(40);
    }

    private Site deeper(int more) {
        return more == 0 ? sites.walk() : deeper(more - 1);
    }
}

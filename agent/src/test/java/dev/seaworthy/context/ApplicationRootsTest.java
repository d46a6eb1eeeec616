package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationRootsTest {

    private final ApplicationRoots roots = new ApplicationRoots();

    @ParameterizedTest
    @CsvSource({
        "com.acme.shop.web, com.acme",
        "com.acme, com.acme",
        "shop, shop",
        "io.github.ann.shop.web, io.github.ann",
        "org.springframework.samples.petclinic.owner, org.springframework.samples",
        "com.google.gson.internal, com.google.gson.internal"
    })
    void a_root_is_as_short_as_can_be_without_covering_what_others_publish(String packageName, String root) {
        assertThat(roots.add(packageName)).isTrue();

        assertThat(roots.all()).containsExactly(root);
    }

    @Test
    void a_root_that_others_publish_below_is_drawn_tighter() {
        roots.add("com.vendor.demo.web");
        assertThat(roots.cover("com.vendor.flow.Flow")).isTrue();

        assertThat(roots.contest("com.vendor.flow")).isTrue();

        assertThat(roots.cover("com.vendor.flow.Flow")).isFalse();
        assertThat(roots.cover("com.vendor.demo.data.Dao")).isTrue();
    }

    @Test
    void a_name_that_only_begins_alike_is_not_covered() {
        roots.add("com.acme");

        assertThat(roots.cover("com.acmeworks.Pool")).isFalse();
    }

    @Test
    void nothing_is_covered_by_a_domain_alone() {
        roots.add("com");
        roots.add("");

        assertThat(roots.all()).isEmpty();
        assertThat(roots.cover("com.acme.Orders")).isFalse();
    }

    @Test
    void news_is_what_changes_a_root() {
        assertThat(roots.add("com.acme.shop")).isTrue();
        assertThat(roots.add("com.acme.orders")).isFalse();
        assertThat(roots.remove("com.acme.shop")).isFalse();
        assertThat(roots.remove("com.acme.orders")).isTrue();
    }
}

package dev.seaworthy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarrowedTest {

    private static long shown(String query) {
        Narrowed narrowed = Narrowed.by(query);
        return Samples.shop().stream().filter(narrowed::shows).count();
    }

    @Test
    void a_query_that_asks_for_nothing_shows_everything() {
        long all = Samples.shop().size();
        assertThat(List.of("", "&&", "=", "severity", "severity=", "Severity=high", "x=y"))
                .allSatisfy(query -> assertThat(shown(query)).isEqualTo(all));
        assertThat(Narrowed.by("x=y").isNarrow()).isFalse();
    }

    @Test
    void each_name_narrows_and_all_of_them_together() {
        assertThat(shown("rule=jdbc/unpooled-connection")).isEqualTo(2);
        assertThat(shown("rule=jdbc%2Funpooled-connection")).isEqualTo(2);
        assertThat(shown("area=http")).isEqualTo(3);
        assertThat(shown("area=http&severity=blocker")).isEqualTo(1);
        assertThat(shown("severity=HIGH")).isEqualTo(4);
        assertThat(shown("severity=huge")).isZero();
    }

    /** A package is known by its whole name, and stands for those below it. */
    @Test
    void a_package_is_known_by_whole_words() {
        assertThat(shown("package=com.example.shop.orders")).isEqualTo(2);
        assertThat(shown("package=com.example.shop.orders.BadOrders")).isEqualTo(2);
        assertThat(shown("package=com.example.shop.order")).isZero();
        assertThat(shown("package=com.example.shop.")).isEqualTo(Samples.shop().size());
    }

    @Test
    void the_last_value_counts_and_the_words_say_which() {
        Narrowed narrowed = Narrowed.by("area=jdbc&severity=low&area=file");
        assertThat(narrowed.told()).isEqualTo("area file, severity low");
        Finding upload = Samples.shop().get(3);
        assertThat(narrowed.shows(upload)).isFalse();
        assertThat(Narrowed.by("area=file").shows(upload)).isTrue();
    }
}

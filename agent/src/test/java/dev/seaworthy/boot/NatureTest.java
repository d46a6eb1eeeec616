package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Unit;
import org.junit.jupiter.api.Test;

class NatureTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Nature nature = new Nature(surroundings, 0);

    @Test
    void a_program_that_listens_is_a_server() {
        surroundings.ports().add(8080);

        assertThat(nature.kind(1, false, false)).isEqualTo(Nature.Kind.SERVER);
    }

    @Test
    void a_program_that_served_a_request_is_a_server() {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        surroundings.units().end();

        assertThat(nature.kind(1, false, true)).isEqualTo(Nature.Kind.SERVER);
    }

    @Test
    void a_program_that_ends_without_listening_is_plain() {
        assertThat(nature.kind(1, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(1, false, true)).isEqualTo(Nature.Kind.PLAIN);
    }

    @Test
    void a_long_program_without_a_server_is_plain_after_a_while() {
        assertThat(nature.kind(15_001, false, false)).isEqualTo(Nature.Kind.PLAIN);
    }

    @Test
    void a_server_may_start_slowly_or_die_before_it_listens() {
        assertThat(nature.kind(60_000, true, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(60_000, true, true)).isEqualTo(Nature.Kind.SERVER);
    }
}

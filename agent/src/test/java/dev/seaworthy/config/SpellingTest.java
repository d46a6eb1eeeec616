package dev.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN =
            List.of("high", "medium", "jdbc/toy-pool", "jdbc/unpooled-connection", "http.port", "severity.RULE");

    @ParameterizedTest
    @CsvSource({
        "hgih, high",
        "HIGH, high",
        "toy-pool, jdbc/toy-pool",
        "jdbc/toypool, jdbc/toy-pool",
        "port, http.port",
        "severity, severity.RULE",
    })
    void what_was_meant_is_found(String typed, String meant) {
        assertThat(Spelling.nearest(typed, KNOWN)).isEqualTo(meant);
    }

    @Test
    void what_is_far_from_everything_is_not_guessed() {
        assertThat(Spelling.nearest("zzzzzzzz", KNOWN)).isNull();
        assertThat(Spelling.nearest("jdbc/plain-driver", KNOWN)).isNull();
        assertThat(Spelling.nearest("x", KNOWN)).isNull();
        assertThat(Spelling.nearest("", KNOWN)).isNull();
        assertThat(Spelling.hint("\u001b[2J", KNOWN)).isEmpty();
        assertThat(Spelling.hint("hgih", KNOWN)).isEqualTo("; did you mean 'high'?");
    }
}

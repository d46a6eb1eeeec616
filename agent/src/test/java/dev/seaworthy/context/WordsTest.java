package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "writeToFile, write to file",
        "PDFWriter, pdf writer",
        "DB_PASS-word.x, db pass word x",
        "HikariPool-1, hikari pool 1",
        "access$000, access 000",
        "log4j2, log4j2",
        "A, a"
    })
    void stand_between_humps_and_signs(String name, String words) {
        assertThat(Words.of(name)).isEqualTo(words);
    }

    @Test
    void begin_with_what_is_asked_for() {
        assertThat(Words.anyBegins("doWriteTo", "write")).isTrue();
        assertThat(Words.anyBegins("writeToFile", "to file")).isTrue();
        assertThat(Words.anyBegins("access.log", "log ")).isTrue();
        assertThat(Words.anyBegins("login", "log ")).isFalse();
        assertThat(Words.anyBegins("catalog", "log ")).isFalse();
        assertThat(Words.anyBegins("remove", "move")).isFalse();
        assertThat(Words.anyBegins("", "log")).isFalse();
    }
}

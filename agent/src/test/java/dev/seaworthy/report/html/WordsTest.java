package dev.seaworthy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 ms",
        "0.42,0.4 ms",
        "3.25,3.3 ms",
        "9.96,10 ms",
        "18.4,18 ms",
        "999,999 ms",
        "1218.605,1.2 s",
        "60000,60 s"
    })
    void milliseconds_have_the_digits_that_mean_something(double millis, String told) {
        assertThat(Words.millis(millis)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 bytes",
        "1,1 byte",
        "80,80 bytes",
        "1023,1023 bytes",
        "1536,1.5 kB",
        "2202009,2.1 MB",
        "5e12,4.5 TB"
    })
    void sizes_are_never_0_of_something_large(double bytes, String told) {
        assertThat(Words.size(bytes)).isEqualTo(told);
    }
}

package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionNameTest {

    @ParameterizedTest
    @CsvSource({
        "failed: java.io.IOException: no route, java.io.IOException",
        "failed: com.acme.Orders$OrderException, com.acme.Orders$OrderException",
        "OrderException: 7, OrderException",
        "cause was java.lang.OutOfMemoryError., java.lang.OutOfMemoryError",
        "The Exception of com.acme.LateException, com.acme.LateException"
    })
    void finds_what_toString_of_an_exception_says(String text, String name) {
        assertThat(ExceptionName.in(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exception: none",
                "There is no OrderException here",
                "Error: 7 orders are late",
                "see ExceptionHandler: for details",
                "java.lang.ExceptionInInitializer",
                "com.acme.exceptionCounter: 7",
                "an exception occurred",
                ""
            })
    void leaves_words_alone(String text) {
        assertThat(ExceptionName.in(text)).isNull();
    }

    @Test
    void needs_a_text() {
        assertThat(ExceptionName.in(null)).isNull();
    }
}

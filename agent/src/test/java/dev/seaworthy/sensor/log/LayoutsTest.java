package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%d %level %logger - %msg%n",
                "%d{HH:mm} %-5p [%t] %c{1.} requestId=%X{requestId} %s%e%n",
                "%clr(%5p) %clr(${PID:- }){magenta} %m%n%wEx",
                " %highlight(%-5level) {%thread} %msg%n"
            })
    void knows_text(String pattern) {
        assertThat(Layouts.isPlain(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":\"%d\",\"level\":\"%level\",\"message\":\"%msg\"}%n",
                "time=%d level=%level msg=\"%msg\"%n",
                "%msg%n",
                "%pid %m%n",
                ""
            })
    void leaves_json_pairs_and_bare_messages_alone(String pattern) {
        assertThat(Layouts.isPlain(pattern)).isFalse();
    }

    @Test
    void reads_the_pattern_of_an_encoder_and_of_none_that_has_no_pattern() {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setPattern("%level %msg%n");
        assertThat(Layouts.isPlain(with(text))).isTrue();
        assertThat(Layouts.isPlain(with(new JsonEncoder()))).isFalse();
        assertThat(Layouts.isPlain(new ConsoleAppender<>())).isFalse();
    }

    private static ConsoleAppender<ILoggingEvent> with(Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(new LoggerContext());
        appender.setEncoder(encoder);
        return appender;
    }
}

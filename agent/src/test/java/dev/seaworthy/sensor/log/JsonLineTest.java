package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void tells_json_logs_from_other_lines() {
        assertThat(JsonLine.isLog("{\"level\":\"INFO\",\"msg\":\"x\"}")).isTrue();
        assertThat(JsonLine.isLog(" {\"@timestamp\" : \"2026\", \"message\":\"x\"} \n"))
                .isTrue();
        assertThat(JsonLine.isLog("{\"order\":17}")).isFalse();
        assertThat(JsonLine.isLog("level 3 \"level\":")).isFalse();
        assertThat(JsonLine.isLog("{\"a\":\"the \\\"level\\\" word\"}")).isFalse();
        assertThat(JsonLine.isLog("")).isFalse();
    }
}

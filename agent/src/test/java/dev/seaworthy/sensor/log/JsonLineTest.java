package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void lines_of_one_place_have_one_template() {
        assertThat(Template.of("order 17 shipped")).isEqualTo(Template.of("order 4711 shipped"));
        assertThat(Template.of("user=joe did it")).isEqualTo(Template.of("user=ann left"));
        assertThat(Template.of("order 17 shipped")).isNotEqualTo(Template.of("order 17 lost"));
    }

    @Test
    void tells_json_logs_from_other_lines() {
        assertThat(Template.isStructured("{\"level\":\"INFO\",\"msg\":\"x\"}")).isTrue();
        assertThat(Template.isStructured(" {\"@timestamp\" : \"2026\", \"message\":\"x\"} \n"))
                .isTrue();
        assertThat(Template.isStructured("{\"order\":17}")).isFalse();
        assertThat(Template.isStructured("level 3 \"level\":")).isFalse();
        assertThat(Template.isStructured("{\"a\":\"the \\\"level\\\" word\"}")).isFalse();
        assertThat(Template.isStructured("")).isFalse();
    }
}

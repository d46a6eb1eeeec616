package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavesTest {

    private static List<String> of(String body) {
        List<String> found = new ArrayList<>();
        Leaves.of(body, (source, key, value) -> found.add(key + "=" + value));
        return found;
    }

    @Test
    void reads_json() {
        assertThat(of("{\"a\": \"x\\\"y\\u00e4\", \"b\": {\"c\": [1, \"two\"]}}"))
                .containsExactly("body a=x\"yä", "body c=1", "body c=two");
    }

    @Test
    void reads_json_that_is_cut_off() {
        assertThat(of("{\"a\": \"x\", \"b\": \"half\\u00")).startsWith("body a=x");
        assertThat(of("{\"a\": \"x\", \"b\\")).startsWith("body a=x");
    }

    @Test
    void reads_forms_xml_and_plain_text() {
        assertThat(of("a=x+y&b=%C3%A4")).containsExactly("parameter a=x y", "parameter b=ä");
        assertThat(of("<a><b>text</b></a>")).containsExactly("body b=text");
        assertThat(of("plain text\n")).containsExactly("body =plain text");
        assertThat(of(" ")).isEmpty();
    }
}

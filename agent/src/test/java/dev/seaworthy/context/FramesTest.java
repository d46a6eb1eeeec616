package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

    @ParameterizedTest
    @CsvSource({
        "lambda$main$0, main",
        "lambda$new$3, <init>",
        "lambda$static$1, <clinit>",
        "find, find",
        "lambda$, lambda$",
        "handle$lambda$2, handle",
        "$anonfun$handle$1, handle",
        "$anonfun$handle$1$adapted, handle"
    })
    void names_a_lambda_after_its_method(String name, String told) {
        assertThat(Frames.method(name)).isEqualTo(told);
    }
}

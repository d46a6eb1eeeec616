package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchedTest {

    @ParameterizedTest
    @CsvSource({
        "com.acme.shop.web.Main, com.acme.shop",
        "com.acme.shop.Main, com.acme.shop",
        "com.acme.Main, com.acme",
        "acme.Main, acme",
        "Main, ''"
    })
    void the_package_root_has_three_segments_or_fewer(String main, String root) {
        assertThat(Launched.root(main)).isEqualTo(root);
    }
}

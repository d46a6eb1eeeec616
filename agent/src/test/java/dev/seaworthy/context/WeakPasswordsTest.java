package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakPasswordsTest {

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "app, same as the user",
        "SHOP, same as the database",
        "changeme, in every list of default passwords",
        "Passw0rd, in every list of default passwords",
        "kR8-vTq2.zLw, ''"
    })
    void judges(String password, String why) {
        assertThat(WeakPasswords.judge(password, "app", "database", "shop")).isEqualTo(why);
    }
}

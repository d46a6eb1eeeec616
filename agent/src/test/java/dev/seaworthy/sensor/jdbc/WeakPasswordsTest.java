package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakPasswordsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', empty",
                "app, same as the user",
                "SHOP, same as the database",
                "changeme, in every list of default passwords",
                "Passw0rd, in every list of default passwords",
                "kR8-vTq2.zLw, ''",
                "-, ''"
            })
    void judges(String password, String why) {
        assertThat(WeakPasswords.judge(
                        new Login(Urls.parse("jdbc:postgresql://db/shop").database("app"), password)))
                .isEqualTo(why);
    }

    @Test
    void never_repeats_a_secret_of_a_message() {
        Login login = new Login(Urls.parse("jdbc:foo://u:kR8vTq2@db/shop").database("u"), "kR8vTq2");

        assertThat(login.redact("No suitable driver found for jdbc:foo://u:kR8vTq2@db/shop today"))
                .isEqualTo("No suitable driver found for jdbc:foo://db/shop today");
        assertThat(login.redact("password kR8vTq2 is wrong")).isEqualTo("password *** is wrong");
    }
}

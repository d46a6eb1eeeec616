package dev.seaworthy.sensor.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.sensor.jdbc.Never;
import java.util.List;
import java.util.Properties;
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
        assertThat(WeakPasswords.judge(new Login(
                        new Targets((where, more) -> {})
                                .of(Urls.parse("jdbc:postgresql://db/shop").database("app")),
                        password,
                        false)))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, empty",
        "jdbc:postgresql://db/shop?sslcert=app.crt, ''",
        "jdbc:postgresql://db/shop?kerberosServerName=postgres, ''",
        "jdbc:sqlserver://db;integratedSecurity=true, ''",
        "jdbc:aws-wrapper:postgresql://db/shop?wrapperPlugins=iam, ''"
    })
    void an_empty_password_says_nothing_where_something_else_proves_the_login(String url, String why) {
        Properties properties = new Properties();
        properties.setProperty("user", "app");
        properties.setProperty("password", "");
        List<OpeningCall> calls = List.of(new OpeningCall(new Object(), url, properties));

        assertThat(WeakPasswords.judge(Login.of(
                        calls, new Targets((where, more) -> {}), new SourceAnswers(new Never(), (where, more) -> {}))))
                .isEqualTo(why);
    }

    @Test
    void never_repeats_a_secret_of_a_message() {
        Login login = new Login(
                new Targets((where, more) -> {})
                        .of(Urls.parse("jdbc:foo://u:kR8vTq2@db/shop").database("u")),
                "kR8vTq2",
                false);

        assertThat(login.redact("No suitable driver found for jdbc:foo://u:kR8vTq2@db/shop today"))
                .isEqualTo("No suitable driver found for jdbc:foo://db/shop today");
        assertThat(login.redact("password kR8vTq2 is wrong")).isEqualTo("password *** is wrong");
    }
}

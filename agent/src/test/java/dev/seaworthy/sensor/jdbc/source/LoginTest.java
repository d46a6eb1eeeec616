package dev.seaworthy.sensor.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.jdbc.Never;
import dev.seaworthy.sensor.sql.JdbcUrls;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

    @Test
    void judges_no_password_where_none_was_given_and_none_of_a_database_inside_the_process() {
        assertThat(learn("jdbc:postgresql://db/shop", null)).isEmpty();
        assertThat(learn("jdbc:h2:mem:shop", "changeme")).isEmpty();
        assertThat(learn("jdbc:postgresql://db/shop", "SHOP")).isEqualTo("same as the database");
    }

    private static String learn(String url, @Nullable String password) {
        Target target = new Targets((where, more) -> {}).of(JdbcUrls.parse(url).database("app"));
        return new Login(target, password, false).learn(new Surroundings(key -> null));
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

        Login login =
                Login.of(calls, new Targets((where, more) -> {}), new SourceAnswers(new Never(), (where, more) -> {}));
        assertThat(login.learn(new Surroundings(key -> null))).isEqualTo(why);
    }

    @Test
    void never_repeats_a_secret_of_a_message() {
        Login login = new Login(
                new Targets((where, more) -> {})
                        .of(JdbcUrls.parse("jdbc:foo://u:kR8vTq2@db/shop").database("u")),
                "kR8vTq2",
                false);

        assertThat(login.redact("No suitable driver found for jdbc:foo://u:kR8vTq2@db/shop today"))
                .isEqualTo("No suitable driver found for jdbc:foo://db/shop today");
        assertThat(login.redact("password kR8vTq2 is wrong")).isEqualTo("password *** is wrong");
    }
}

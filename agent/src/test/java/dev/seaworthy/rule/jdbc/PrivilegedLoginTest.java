package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivilegedLoginTest {

    private final Harbour harbour = inEnvironment("container");

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "root", "sa", "SYS", "system", "admin", "rdsadmin", "db2inst1"})
    void flags_administrators(String user) {
        harbour.database = login(user, "db");
        harbour.open();

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isNull();
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message()).contains(user);
        });
    }

    @Test
    void flags_a_weak_password_without_repeating_it() {
        harbour.database = login("shop", "db");
        harbour.weakPassword = "same as the user";
        harbour.open();

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("weak-password");
            assertThat(found.message()).isEqualTo("The application's database password is weak (same as the user)");
        });
    }

    @Test
    void flags_both_as_one() {
        harbour.database = login("postgres", "db");
        harbour.weakPassword = "empty";
        harbour.open();

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isNull();
            assertThat(found.evidence()).containsKey("also");
        });
    }

    @Test
    void tells_once_for_each_login() {
        harbour.database = login("postgres", "db");
        harbour.open();
        harbour.open();

        assertThat(harbour.found).hasSize(1);
    }

    @Test
    void stays_silent_about_a_login_of_the_application() {
        harbour.database = login("app", "db");
        harbour.open();
        harbour.database = login(null, "db");
        harbour.open();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_embedded_databases() {
        harbour.database = new Database("jdbc:h2:mem:shop", "h2", null, 0, "shop", "sa", true, true, false, null);
        harbour.open();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_migrations_with_a_login_of_their_own() {
        harbour.database = login("postgres", "db");
        harbour.site =
                Harbour.through(harbour.site, "org.flywaydb.core.internal.jdbc.DriverDataSource", "getConnection");
        harbour.open();

        assertThat(harbour.found).isEmpty();
    }

    private static Harbour inEnvironment(String environment) {
        return new Harbour(
                new PrivilegedLogin(new Surroundings(key -> key.equals("environment") ? environment : null)));
    }

    private static Database login(String user, String host) {
        return new Database(
                "jdbc:postgresql://" + host + "/shop", "postgresql", host, 0, "shop", user, false, false, false, null);
    }
}

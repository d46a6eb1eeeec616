package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.SchemaChanged;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.List;
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
    void says_which_kinds_of_ddl_and_grants_the_login_ran_later() {
        harbour.database = login("postgres", "db");
        harbour.open();
        changes("CREATE", "table orders", "create table orders ( note text default ? )", false);
        changes("CREATE", "table bills", "create table bills ( id int )", false);
        changes("GRANT", "", "grant select on orders to reader", false);
        changes("GRANT", "", "REVOKE select on orders from reader", false);
        changes("TRUNCATE", "", "truncate orders", false);

        assertThat(harbour.found).hasSize(5); // the login, and once more for each kind
        Found last = harbour.found.get(4);
        assertThat(last.evidence())
                .containsEntry("later-ran", List.of("CREATE TABLE", "GRANT", "REVOKE", "TRUNCATE"))
                .containsEntry("user", "postgres");
        assertThat(last.occurrences()).isZero();
        assertThat(last.message()).isEqualTo(harbour.found.get(0).message());
        assertThat(last.site()).isEqualTo(harbour.found.get(0).site());
        assertThat(last.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void says_it_of_a_weak_password_in_the_same_variant() {
        harbour.database = login("shop", "db");
        harbour.weakPassword = "empty";
        harbour.open();
        changes("ALTER", "table orders", "alter table orders add x int", false);

        assertThat(harbour.found).hasSize(2);
        assertThat(harbour.found.get(1).variant()).isEqualTo("weak-password");
        assertThat(harbour.found.get(1).evidence()).containsEntry("later-ran", List.of("ALTER TABLE"));
    }

    @Test
    void takes_ddl_of_another_login_or_database_or_a_temporary_table_for_no_proof() {
        harbour.database = login("postgres", "db");
        harbour.open();
        changes("CREATE", "temporary table t", "create temporary table t ( id int )", true);
        harbour.database = login("migrator", "db");
        changes("CREATE", "table orders", "create table orders ( id int )", false);
        harbour.database = login("postgres", "elsewhere");
        changes("CREATE", "table orders", "create table orders ( id int )", false);

        assertThat(harbour.found)
                .singleElement()
                .satisfies(found -> assertThat(found.evidence()).doesNotContainKey("later-ran"));
    }

    @Test
    void takes_ddl_of_an_unknown_user_for_no_proof() {
        harbour.database = login(null, "db");
        harbour.weakPassword = "empty";
        harbour.open();
        changes("DROP", "table orders", "drop table orders", false);

        assertThat(harbour.found)
                .singleElement()
                .satisfies(found -> assertThat(found.evidence()).doesNotContainKey("later-ran"));
    }

    @Test
    void stays_silent_about_ddl_of_a_login_that_is_the_application_s() {
        harbour.database = login("app", "db");
        harbour.open();
        changes("CREATE", "table orders", "create table orders ( id int )", false);

        assertThat(harbour.found).isEmpty();
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

    @Test
    void calls_a_database_on_a_developer_s_own_machine_info_and_another_host_s_high() {
        Harbour developer = inEnvironment("developer");
        developer.database = login("postgres", "localhost");
        developer.open();
        developer.database = login("postgres", "db");
        developer.open();

        assertThat(developer.confirmed())
                .extracting(found -> found.severity())
                .containsExactly(Severity.INFO, Severity.HIGH);
    }

    private void changes(String verb, String object, String sql, boolean temporary) {
        harbour.see(new SchemaChanged(harbour.here(), harbour.database, verb, object, "", sql, temporary));
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

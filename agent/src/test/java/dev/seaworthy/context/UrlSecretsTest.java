package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.UrlSecrets.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSecretsTest {

    private static final String VALUE = "q7Rk2mXv90aB";

    private final SecretBook book = new SecretBook((where, more) -> {});
    private final UrlSecrets secrets = new UrlSecrets(book);

    private Found only(String query) {
        List<Found> found = secrets.in(query);
        assertThat(found).as(query).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "passwd",
                "secret",
                "token",
                "access_token",
                "api_key",
                "apikey",
                "apiKey",
                "client_secret",
                "API-KEY",
                "accessToken"
            })
    void finds_a_parameter_by_its_name(String name) {
        Found found = only("page=2&" + name + "=" + VALUE + "&x=1");

        assertThat(found).isEqualTo(new Found("parameter", name, VALUE.length(), false, false));
    }

    @Test
    void finds_a_known_value_whatever_the_parameter_is_called() {
        book.learn("environment variable", "PAY_KEY", VALUE);

        assertThat(only("k=" + VALUE)).isEqualTo(new Found("environment variable", "PAY_KEY", 12, true, false));
        assertThat(only("state=x" + VALUE + "y").known()).isTrue();
        assertThat(only("page_token=" + VALUE).known()).isTrue();
        assertThat(only("k=q7Rk2%6dXv90aB").known()).as("encoded").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=short",
                "token=",
                "token",
                "",
                "page=2&size=500000000",
                "token=********",
                "token=${TOKEN_VALUE}",
                "token=changeme",
                "token=12345678",
                "pageToken=CAUQAAbCdEf9",
                "nextToken=CAUQAAbCdEf9",
                "page_token=CAUQAAbCdEf9",
                "continuation_token=CAUQAAbCdEf9",
                "_csrf=CAUQAAbCdEf9",
                "token_type=access_token",
                "sort_key=CAUQAAbCdEf9",
                "tokens=CAUQAAbCdEf9",
                "sig=CAUQAAbCdEf9"
            })
    void stays_silent_about_what_is_not_secret(String query) {
        assertThat(secrets.in(query)).isEmpty();
    }

    @Test
    void a_link_that_works_once_may_carry_its_proof() {
        assertThat(only("code=CAUQAAbCdEf9&state=1").once()).isTrue();
        assertThat(only("confirmation_token=CAUQAAbCdEf9").once()).isTrue();
    }

    @Test
    void a_signed_address_carries_its_proof_by_design() {
        String amazon =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F2026&X-Amz-Signature=" + "ab12".repeat(16);
        assertThat(secrets.in(amazon)).isNotEmpty().allMatch(Found::once);
        assertThat(secrets.in(amazon + "&X-Amz-Security-Token=FwoGZXIvYXdzEJr77"))
                .allMatch(Found::once);
        assertThat(secrets.in("sv=2024-11-04&se=2026-12-01&sp=r&sig=t0qZ%2Bxx9TyW4%3D"))
                .isNotEmpty()
                .allMatch(Found::once);
        assertThat(secrets.in(null)).isEmpty();
    }

    @Test
    void a_long_query_is_cut() {
        assertThat(secrets.in("a=" + "b".repeat(20_000) + "&token=" + VALUE)).isEmpty();
        assertThat(secrets.in(("token=" + VALUE + "&").repeat(100))).hasSize(16);
    }
}

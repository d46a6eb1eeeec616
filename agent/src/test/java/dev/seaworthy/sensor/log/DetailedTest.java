package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.DetailLogged.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailedTest {

    @Test
    void knows_loggers_by_name() {
        assertThat(Detailed.kindOf("org.hibernate.SQL")).isEqualTo(Kind.SQL);
        assertThat(Detailed.kindOf("org.hibernate.orm.jdbc.bind")).isEqualTo(Kind.SQL);
        assertThat(Detailed.kindOf("org.apache.hc.client5.http.wire")).isEqualTo(Kind.WIRE);
        assertThat(Detailed.kindOf("com.acme.Orders")).isEqualTo(Kind.STEPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select o.id from orders o where o.id = ?",
                "==>  Preparing: SELECT id FROM orders",
                "Executing SQL: update orders set state = ? where id = ?",
                "insert into orders (id) values (?)",
                "\n    delete from orders where id = ?"
            })
    void knows_statements(String message) {
        assertThat(Detailed.kind(message)).isEqualTo(Kind.SQL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-outgoing-0 >> \"Authorization: Bearer x[\\r][\\n]\"",
                "<-- END HTTP (12-byte body)",
                "[Orders#find] ---> END HTTP (0-byte body)",
                "HEADERS: REQUEST HEADERS:",
                "POST \"/login\", parameters={user:[ann], password:[x]}",
                "\"FORWARD\" dispatch for GET \"/boats\", parameters={}, headers={cookie:[a=b]} in DispatcherServlet 'web'",
                "[5bb1a] HTTP GET \"/boats\", headers=[Authorization:\"Bearer x\"]",
                "Before request [GET /boats?berth=7, headers=[host:\"localhost\"]]",
                "After request [PUT /boats, payload={\"berth\":7}]",
                "GET \"/boats\", parameters={masked}, headers={cookie:[a=b]} in DispatcherServlet 'web'",
                "GET \"/boats\", parameters={berth:[7]}, headers={masked} in DispatcherServlet 'web'",
                "Before request [GET /boats, headers=[authorization:\"masked\", cookie:\"a=b\", host:\"localhost\"]]",
                "Before request [GET /boats, headers=[x-api-key:\"a1b2\", authorization:\"masked\"]]",
                "POST \"/login\", parameters={user:[masked], password:[ann7]}",
                "After request [POST /login, payload={\"card\":\"masked\",\"password\":\"ann7\"}]"
            })
    void knows_headers_and_bodies(String message) {
        assertThat(Detailed.kind(message)).isEqualTo(Kind.WIRE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Looks at boat {}",
                "Select a boat first",
                "GET \"/boats?berth=7\", parameters={masked}",
                "GET \"/boats\", parameters={}, headers={masked} in DispatcherServlet 'web'",
                "[5bb1a] HTTP GET \"/boats\", headers={masked}",
                "Before request [GET /boats, headers=[authorization:\"masked\", host:\"localhost\"]]",
                "Before request [GET /boats?berth=7]",
                "Before request [GET /boats, headers=[authorization:\"masked\", cookie:\"masked\", accept:\"*/*\"]]",
                "GET \"/boats\", parameters={masked}, headers={masked} in DispatcherServlet 'web'",
                "POST \"/login\", parameters={user:[ann], password:[masked], token:[]}",
                "After request [POST /login, payload={\"user\":\"ann\",\"password\":\"masked\"}]",
                "POST \"/boats\", parameters={",
                "Sends a record, headers={source:harbour}",
                "update of boat 7 is done",
                "--> GET http://localhost/boats http/1.1",
                "<-- 200 http://localhost/boats (12ms)"
            })
    void leaves_other_messages_alone(String message) {
        assertThat(Detailed.kind(message)).isEqualTo(Kind.STEPS);
    }

    @Test
    void needs_a_message() {
        assertThat(Detailed.kind(null)).isEqualTo(Kind.STEPS);
        assertThat(Detailed.showsHeaders(null)).isFalse();
    }

    @Test
    void knows_the_end_of_a_message_that_was_logged_line_by_line() {
        assertThat(Detailed.endsMessage("--> END GET")).isTrue();
        assertThat(Detailed.endsMessage("[Shop#order] <--- END HTTP (0-byte body)"))
                .isTrue();
        assertThat(Detailed.endsMessage("--> GET http://acme.test/")).isFalse();
        assertThat(Detailed.endsMessage(null)).isFalse();
    }
}

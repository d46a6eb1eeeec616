package dev.seaworthy.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private final Redaction redaction = new Redaction(text -> text.replace("known-value-1", "[API key]"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hunter2@host/path",
                "http://hunter2@host",
                "http://user:p@hunter2@host/x",
                "jdbc:postgresql://app:hunter2@db:5432/shop",
                "jdbc:oracle:thin:scott/hunter2@db:1521:XE",
                "jdbc:postgresql://db/shop?user=app&password=hunter2&ssl=true",
                "jdbc:sqlserver://db;databaseName=x;password=hunter2;encrypt=true",
                "https://api.example/v1?access_token=hunter2",
                "https://api.example/v1?apiKey=hunter2#x",
                "https://api.example/v1?X-Amz-Signature=hunter2",
                "opened with password=hunter2",
                "opened with PASSWORD='hunter2 and more'",
                "db.passwd=hunter2",
                "{\"password\":\"hunter2\"}",
                "{\"client_secret\" : \"hunter2\"}",
                "Authorization: Bearer hunter2",
                "authorization=Basic hunter2",
                "token eyJhbGciOi.eyJzdWIiOiJodW50ZXIy.hunter2",
                "x;jsessionid=hunter2",
                "spring.datasource.password=hunter2",
                "password=\"hunter2 and the rest was cut",
                "jdbc:dm:scott/hunter2@//db:5236/shop",
                "jdbc:acme:thin:scott/hunter2@//db:1521/XE",
                "jdbc:acme:scott/hunter2@db:1521:XE",
                "jdbc:acme:scott:hunter2@db:1521",
                "jdbc:oracle:thin:scott/p@hunter2@//db:1521/XE",
                "jdbc:oracle:thin:scott/\"a hunter2 b\"@//db:1521/XE",
                "jdbc:acme:scott/a?b;hunter2&c@//db/XE",
                "jdbc:acme:scott/a?b;hunter2&c@db:1521",
                "jdbc:acme:/hunter2@//db/XE",
                "jdbc:postgresql://app:a/hunter2@db:5432/shop",
                "jdbc:acme://app/hunter2@db:5432/shop",
                "jdbc:mysql://app:x@one,app:hunter2@two/shop",
                "JDBC:ACME:scott/hunter2@//db",
                "opens jdbc:acme:a@b and jdbc:acme:scott/hunter2@//db again",
                "jdbc:p6spy:acme:scott/hunter2@//db",
            })
    void takes_out_what_stands_where_a_secret_stands(String text) {
        assertThat(redaction.text(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 connections opened and closed in 40 s, each used once",
                "jdbc:oracle:thin:@//db:1521/XE?mail=a@b",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)))",
                "jdbc:h2:/home/me@work/shop;MODE=Oracle",
                "jdbc:h2:file:~/me@work/shop",
                "jdbc:sqlite:C:\\me@work\\shop.db",
                "jdbc:ucanaccess:///home/me@work/x.mdb",
                "jdbc:mysql://one:3306,two:3306/shop?mail=a@b&x=@//y",
                "jdbc:db2://db:50000/shop:mail=a;x=b@c;",
                "jdbc: see the manual, or write to a@b",
                "jdbc:postgresql://db:5432/shop",
                "http://orders:8080",
                "http://host/path?mail=a@b.example&page=2",
                "a password (16 characters) was written",
                "Set password=${DB_PASSWORD} in the environment",
                "Set --db.password=<password> there",
                "basic authentication over http",
                "the token of 32 characters",
                "author=jane; keyboard=us",
                "com.acme.OrderDao.find(OrderDao.java:31)",
            })
    void leaves_the_rest_alone(String text) {
        assertThat(redaction.text(text)).isEqualTo(text);
    }

    @Test
    void known_secrets_go_wherever_they_are() {
        assertThat(redaction.text("said known-value-1 twice: known-value-1"))
                .isEqualTo("said [API key] twice: [API key]");
        assertThat(redaction
                        .value(Map.of("a", List.of("known-value-1", Map.of("known-value-1", "x"))))
                        .toString())
                .doesNotContain("known-value-1");
    }

    @Test
    void a_known_secret_across_the_cut_goes_too() {
        assertThat(redaction.text("x".repeat(995) + "known-value-1")).doesNotContain("known");
    }

    @Test
    void a_text_that_cannot_be_checked_is_not_shown() {
        Redaction failing = new Redaction(text -> {
            throw new IllegalStateException();
        });
        assertThat(failing.text("anything")).doesNotContain("anything");
    }

    @Test
    void texts_lists_and_depth_are_bounded() {
        assertThat(redaction.text("x".repeat(100_000))).hasSizeLessThan(1_100);
        assertThat((List<?>) redaction.value(java.util.Collections.nCopies(1_000, 1)))
                .hasSize(50);
        Object deep = "end";
        for (int i = 0; i < 10_000; i++) {
            deep = List.of(deep);
        }
        assertThat(redaction.value(deep)).hasToString("[[[[…]]]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passw",
                "password-",
                "eyJ",
                "-eyJ",
                "jdbc:oracle:a:",
                "jdbc:",
                "jdbc:a/",
                "://",
                "a:",
                "token\" ",
                "=\"",
                "authorization ",
                "authorization: a ",
                "authorization:",
                "password='",
                "a/\"",
                "?a",
                ";a=",
                "x",
                " ",
                "key"
            })
    void no_text_takes_long_however_long_it_is(String part) {
        String text = ":=".concat(part.repeat(2_000_000 / part.length()));
        long before = System.nanoTime();
        Redaction.byShape(text);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_secret_that_begins_in_what_is_shown_and_ends_behind_it_goes() {
        assertThat(redaction.text("password=\"" + "hunter2".repeat(10_000) + "\""))
                .isEqualTo("password=***");
    }

    @Test
    void numbers_stay_numbers_that_json_knows() {
        assertThat(redaction.value(12)).isEqualTo(12L);
        assertThat(redaction.value(0.5)).isEqualTo(0.5);
        assertThat(redaction.value(Double.NaN)).isEqualTo("NaN");
        assertThat(redaction.value(true)).isEqualTo(true);
        assertThat(redaction.value(Thread.State.NEW)).isEqualTo("NEW");
    }
}

package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.SecretBook.Hit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBookTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final String PASSWORD = "tR9-vault/Quince";
    private static final String GITHUB = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    private final AtomicLong dropped = new AtomicLong();
    private final SecretBook book =
            new SecretBook((where, more) -> dropped.addAndGet(where.equals("secret-book") ? more : 0));

    @Test
    void finds_a_learned_value_wherever_it_stands() {
        book.learn("JDBC password", "shop@db", PASSWORD);
        for (String text :
                new String[] {PASSWORD, "with " + PASSWORD, PASSWORD + " is it", "x".repeat(500) + PASSWORD + "y"}) {
            Hit hit = book.find(text);
            assertThat(hit).isNotNull();
            assertThat(hit.kind()).isEqualTo("JDBC password");
            assertThat(hit.name()).isEqualTo("shop@db");
            assertThat(hit.length()).isEqualTo(PASSWORD.length());
            assertThat(hit.known()).isTrue();
        }
        assertThat(book.find(new StringBuilder("in a builder: ").append(PASSWORD)))
                .isNotNull();
        assertThat(book.find("tR9-vault/Quinc")).isNull();
    }

    @Test
    void finds_the_same_as_a_plain_search_among_many_values() {
        Random random = new Random(7);
        String[] values = new String[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = word(random, 7 + random.nextInt(30)) + "1"; // no plain word
            book.learn("token", "t" + i, values[i]);
        }
        for (int round = 0; round < 5000; round++) {
            String text = word(random, random.nextInt(60));
            if (round % 2 == 0) {
                text += values[random.nextInt(values.length)] + word(random, random.nextInt(60));
            }
            boolean there = Arrays.stream(values).anyMatch(text::contains);
            assertThat(book.find(text) != null).as("round %d", round).isEqualTo(there);
        }
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        while (word.length() < length) {
            word.append("abAB12".charAt(random.nextInt(6)));
        }
        return word.toString();
    }

    @Test
    void tells_different_values_apart_without_telling_them() {
        book.learn("token", "a", "first-Value-1");
        book.learn("token", "b", "other-Value-2");
        Hit first = book.find("first-Value-1");
        Hit again = book.find("again first-Value-1");
        Hit other = book.find("other-Value-2");
        assertThat(first.print()).isEqualTo(again.print()).isNotEqualTo(other.print());
        assertThat(first.toString() + book).doesNotContain("Value");
        assertThat(new SecretBook((where, more) -> {}).find(GITHUB).print())
                .isNotEqualTo(new SecretBook((where, more) -> {}).find(GITHUB).print());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "changeit",
                "postgres",
                "Password123",
                "12345678",
                "true",
                "/run/secrets/db",
                "C:\\keys\\db",
                "com.acme.TokenStore",
                "${DB_PASSWORD}",
                "********",
                "arn:aws:secretsmanager:eu:1:secret:db",
                "https://vault.internal/db",
                "ENC(kdf8A7dkf)"
            })
    void never_learns_what_is_no_secret(String value) {
        book.learn("environment variable", "DB_PASSWORD", value);
        assertThat(book.find("value is " + value + " here")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$tR9vault", "aB<3xY9!kk", "%kq..7Zp", "[n0t-closed", "hiddenHarbour7", "/aB3+kd9QzL/w=="})
    void learns_generated_passwords_with_odd_characters(String value) {
        book.learn("environment variable", "DB_PASSWORD", value);
        assertThat(book.find("value is " + value + " here")).isNotNull();
    }

    @Test
    void never_learns_a_plain_word_that_names_something_else() {
        System.setProperty("test.service.name", "wharfside");
        try {
            book.learn("JDBC password", "db", "wharfside");
            book.learn("JDBC password", "db", "opensesame");
            assertThat(book.find("starting wharfside")).isNull();
            assertThat(book.find("connecting with opensesame")).isNotNull();
            assertThat(book.find("reopensesamexy")).isNull();
        } finally {
            System.clearProperty("test.service.name");
        }
    }

    @Test
    void learns_an_authorization_value_without_its_scheme() {
        book.learn("Authorization header", "Authorization", "Bearer opaque-Token-77");
        String basic = Base64.getEncoder().encodeToString("shop:harbour-Master-9".getBytes(StandardCharsets.UTF_8));
        book.learn("Authorization header", "Authorization", "Basic " + basic);
        assertThat(book.find("sent opaque-Token-77")).isNotNull();
        assertThat(book.find("sent " + basic)).isNotNull();
        assertThat(book.find("decoded harbour-Master-9")).isNotNull();
    }

    @Test
    void stays_bounded() {
        for (int i = 0; i < 3000; i++) {
            book.learn("token", "t", "session-token-" + i + "-x");
        }
        assertThat(book.toString()).isEqualTo("SecretBook of " + SecretBook.MOST);
        assertThat(book.find("session-token-5-x")).isNotNull();
        assertThat(book.find("session-token-2999-x")).isNull();
        assertThat(dropped).hasValue(3000 - SecretBook.MOST);
        assertThat(book.fullness())
                .isEqualTo("secret book is full: the limit of 1024 values was reached; those seen later are not "
                        + "searched for");
    }

    @Test
    void relayed_tokens_that_their_form_gives_away_take_no_room() {
        for (int i = 0; i < 3000; i++) {
            book.learn(SecretBook.HTTP_CREDENTIAL, "Authorization", jwt(i));
        }
        book.learn("JDBC password", "db", PASSWORD);

        assertThat(book.toString()).isEqualTo("SecretBook of 1");
        assertThat(book.find("with " + PASSWORD).known()).isTrue();
        assertThat(dropped).hasValue(0);
        assertThat(book.fullness()).isNull();
        Hit sent = book.find("sent " + jwt(2999));
        assertThat(sent.known()).isTrue();
        assertThat(sent.kind()).isEqualTo(SecretBook.HTTP_CREDENTIAL);
        assertThat(sent.name()).isEqualTo("Authorization");
        assertThat(book.find("an example " + jwt(3001)).known()).isFalse();
    }

    @Test
    void relayed_tokens_of_no_form_leave_room_for_what_is_set_up() {
        for (int i = 0; i < 3000; i++) {
            book.learn(SecretBook.HTTP_CREDENTIAL, "Authorization", "opaque-Token-" + i);
        }
        book.learn("JDBC password", "db", PASSWORD);

        assertThat(book.find("with " + PASSWORD)).isNotNull();
        assertThat(dropped).hasValue(3000 - SecretBook.MOST_PASSING);
        assertThat(book.fullness()).contains("the limit of 512 credentials and session ids was reached");
    }

    @Test
    void learns_system_properties_by_name() {
        System.setProperty("app.mail.smtpPassword", "anchor+Chain=5");
        System.setProperty("app.db.url", "postgres://shop:Keel%40haul7@db/shop");
        try {
            SecretBook process = new SecretBook((where, more) -> {});
            process.fill();
            assertThat(process.find("mail: anchor+Chain=5").name()).isEqualTo("app.mail.smtpPassword");
            assertThat(process.find("pw Keel%40haul7").name()).isEqualTo("app.db.url");
        } finally {
            System.clearProperty("app.mail.smtpPassword");
            System.clearProperty("app.db.url");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD", "PGPASSWORD", "spring.datasource.password", "API_KEY", "apiKey", "GITHUB_TOKEN",
                "AWS_SECRET_ACCESS_KEY", "STRIPE_SECRET_KEY", "SECRET_KEY_BASE", "JWT_SECRET", "MYSQL_PWD", "SMTP_PASS",
                "javax.net.ssl.keyStorePassword", "client-secret", "DB_PASSWORD_PROD", "PRIVATE_KEY", "APP_CREDENTIALS"
            })
    void takes_a_name_for_secret(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYBOARD", "MONKEY", "TOKENIZER", "TOKENIZERS_PARALLELISM", "PWD", "OLDPWD", "DB_PASSWORD_FILE",
                "SECRET_PATH", "TOKEN_URL", "SSH_AUTH_SOCK", "PUBLIC_KEY", "SORT_KEY", "PASSWORD_POLICY", "SECRET_NAME",
                "TOKEN_TTL", "API_KEY_HEADER", "COMPASS", "java.home", "path.separator", "AUTHOR", "KEY"
            })
    void takes_a_name_for_harmless(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }

    private static String jwt() {
        return jwt(42);
    }

    private static String jwt(int subject) {
        return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part("{\"sub\":\"" + subject + "\"}") + "."
                + part("0123456789abcdef0123");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String PEM =
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAxqWJ0dEYk2uVQwW1a7tq3l\n-----END RSA PRIVATE KEY-----";

    @Test
    void flags_the_forms_of_secrets() {
        assertThat(kind("token " + jwt())).isEqualTo("JWT");
        assertThat(kind("key:\n" + PEM)).isEqualTo("private key");
        assertThat(kind(PEM.replace("\n", "\\n"))).isEqualTo("private key");
        assertThat(kind("id=AKIAQX3VZ7LM2NB5TK4W!")).isEqualTo("AWS access key id");
        assertThat(kind(GITHUB)).isEqualTo("GitHub token");
        assertThat(kind("github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ0123456789abcd"))
                .isEqualTo("GitHub token");
        assertThat(kind("sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc")).isEqualTo("Stripe key");
        assertThat(kind("xoxb-" + "123456789012-abcDEFghiJKL")).isEqualTo("Slack token");
        assertThat(kind("Authorization: Bearer mF_9.B5f-4.1JqM9x7")).isEqualTo("bearer token");
        assertThat(kind("authorization: Basic "
                        + Base64.getEncoder().encodeToString("joe:s3cret!".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("basic credentials");
        assertThat(kind("to postgres://shop:Keel-haul7@db:5432/shop")).isEqualTo("password in URL");
        assertThat(kind("redis://:Keel-haul7@cache:6379")).isEqualTo("password in URL");
    }

    private String kind(String text) {
        Hit hit = book.find(text);
        return hit == null ? "none" : hit.kind();
    }

    @Test
    void stays_silent_about_what_only_looks_like_one() {
        for (String text : new String[] {
            "password rotated for user 17",
            "password=********",
            "token: [REDACTED]",
            "AKIAIOSFODNN7EXAMPLE",
            "ASIAPACIFICREGIONABC",
            "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
            "id 0b3c9d7e-6f0a-4a38-9a1e-8b7f5f4c2d11",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "expected -----BEGIN PRIVATE KEY----- at the beginning",
            "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----",
            "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END CERTIFICATE-----",
            "eyJhbGciOiJIUzI1NiJ9 alone",
            "eyJhbGciOi...",
            "notajwt.eyJh.eyJh.abc",
            "Bearer authentication failed",
            "Basic authentication is on",
            "Authorization: Bearer ****************",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
            "http://localhost:8080/a@b",
            "jdbc:postgresql://db:5432/shop?user=x",
            "postgres://shop:****@db/shop",
            "postgres://shop:postgres@db/shop",
            "https://user:${PASSWORD}@host/",
            "mail to joe@acme.test: see https://acme.test:443/x"
        }) {
            assertThat(kind(text)).as(text).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url = jdbc:postgresql://db/shop?user=app&password=kR7-plume-Vx92&ssl=true",
                "jdbc:mysql://db:3306/shop?useSSL=false&password=kR7-plume-Vx92",
                "connecting to jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=kR7-plume-Vx92;encrypt=true",
                "jdbc:sqlserver://db;Password=kR7-plume-Vx92.",
                "jdbc:db2://db:50000/shop:user=app;sslTrustStorePassword=kR7-plume-Vx92;",
                "GET /login?name=joe&pwd=kR7-plume-Vx92 HTTP/1.1",
                "POST https://id.acme.test/token?client_secret=kR7-plume-Vx92",
                "\"mongodb://db/shop?passwd=kR7-plume-Vx92\"",
                "cannot connect with {user=app, password=kR7-plume-Vx92, ssl=true}",
                "{password=kR7-plume-Vx92, user=app}"
            })
    void flags_passwords_by_the_name_in_front_of_them(String text) {
        assertThat(kind(text)).isIn("password in URL", "connection password");
        assertThat(book.find(text).length()).isEqualTo("kR7-plume-Vx92".length());
        assertThat(book.redact(text)).doesNotContain("kR7-plume-Vx92");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?user=app&password=****************",
                "jdbc:postgresql://db/shop?user=app&password=${DB_PASSWORD}",
                "jdbc:postgresql://db/shop?user=app&password=",
                "jdbc:postgresql://db/shop?user=app&password=&ssl=true",
                "jdbc:postgresql://db/shop?user=app&password=postgres",
                "jdbc:mysql://db/shop?password=changeit&user=a",
                "jdbc:mysql://db/shop?password=<your-password-1>",
                "jdbc:mysql://db/shop?password=[hidden-1234]",
                "https://acme.test/reset?resetPassword=true&secret=prod/shop/database",
                "https://acme.test/doc?topic=password&passwordPolicy=at-least-12-Characters",
                "https://acme.test/doc?passwordEncoder=bcrypt-Strength-10",
                "{user=app, password=***, ssl=true}",
                "{passwordHash=5f4dcc3b5aa765d61d8327de, user=app}",
                "set password=kR7-plume-Vx92 in the file",
                "one; password=kR7-plume-Vx92",
                "(user, password=kR7-plume-Vx92)"
            })
    void stays_silent_about_parameters_that_hold_no_password(String text) {
        assertThat(kind(text)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod/shop/database",
                "alias/shop-orders",
                "key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "shop.database.main",
                "registry-login-eu",
                "shop-tls-2",
                "secret/data/shop/db"
            })
    void never_learns_what_a_secret_is_called(String value) {
        System.setProperty("test.image.pull-secrets", value);
        try {
            book.refresh();
            assertThat(book.find("taken from " + value + " today")).isNull();
        } finally {
            System.clearProperty("test.image.pull-secrets");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q7xk2vn9wd4mz8tb5rjh", "Harbor/kR7/plume", "hx4-bq9-zt2-wk7", "kqzx/vbnm/wrtp"})
    void learns_what_is_no_name_from_the_same_setting(String value) {
        System.setProperty("test.image.pull-secrets", value);
        try {
            book.refresh();
            assertThat(book.find("taken from " + value + " today")).isNotNull();
        } finally {
            System.clearProperty("test.image.pull-secrets");
        }
    }

    @Test
    void learns_the_password_that_is_a_parameter_of_a_setting() {
        System.setProperty("test.shop.url", "jdbc:postgresql://db/shop?user=app&password=kR7-plume-Vx92&ssl=true");
        try {
            book.refresh();
            assertThat(book.find("logged in with kR7-plume-Vx92").known()).isTrue();
        } finally {
            System.clearProperty("test.shop.url");
        }
    }

    @Test
    void a_known_value_goes_before_a_form() {
        book.learn("environment variable", "DB_PASSWORD", PASSWORD);
        assertThat(book.find(GITHUB + " " + PASSWORD).known()).isTrue();
    }

    @Test
    void redacts_all_known_values_and_all_forms() {
        book.learn("JDBC password", "db", PASSWORD);
        book.learn("JDBC password", "db2", "Quince-and-Pear");
        String text = "a " + PASSWORD + "-and-Pear b " + GITHUB + " c " + PASSWORD + " d " + jwt() + " e";
        assertThat(book.redact(text))
                .isEqualTo(
                        "a <JDBC password, 25 characters> b <GitHub token, 40 characters> c <JDBC password, 16 characters> d <JWT, "
                                + jwt().length() + " characters> e");
        assertThat(book.redact("nothing here")).isEqualTo("nothing here");
    }

    @Test
    void no_text_makes_it_slow() {
        String ordinary = "an ordinary line of a log ".repeat(2_500);
        long fastest = nanos(ordinary);
        for (String beginning : new String[] {
            "eyJ",
            "eyJa-",
            "eyJ.",
            "github_pat_",
            "ghp_",
            "ghp_a",
            "://",
            "://a:",
            "-----BEGIN ",
            "xox",
            "xoxb-",
            "Bearer ",
            "Basic ",
            "AKIA",
            "gh_",
            "sk_live_"
        }) {
            // a form that read on to the end from each beginning would take some ten thousand times as long
            String text = beginning.repeat(65_000 / beginning.length());
            assertThat(nanos(text)).as(beginning).isLessThan(fastest * 500 + 50_000_000L);
        }
    }

    /** The processor time of this thread, at best, once it is compiled: what else the machine does does not count. */
    private long nanos(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 32; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            book.find(text);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
        }
        return best;
    }
}

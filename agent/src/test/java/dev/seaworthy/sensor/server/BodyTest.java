package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Upload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final String FORM = "multipart/form-data; boundary=\"b\"";

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data; boundary=x, true",
        "Multipart/Form-Data, true",
        "image/png, true",
        "image/svg+xml, true",
        "application/octet-stream, true",
        "application/gzip, true",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, true",
        "text/csv, false",
        "application/x-unheard-of, false",
        "'', false"
    })
    void knows_a_request_that_carries_a_file_or_may(String contentType, boolean likely) {
        Body body = Body.of(contentType, "POST");

        assertThat(body).isNotNull();
        assertThat(body.isLikely()).isEqualTo(likely);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/vnd.api+json; charset=utf-8",
                "application/x-www-form-urlencoded",
                "application/soap+xml",
                "text/xml",
                "application/grpc",
                "application/x-protobuf"
            })
    void takes_no_message_for_a_file(String contentType) {
        assertThat(Body.of(contentType, "POST")).isNull();
    }

    @Test
    void takes_no_request_without_a_body_for_one_with() {
        assertThat(Body.of(null, "GET")).isNull();
        assertThat(Body.of(null, "DELETE")).isNull();
        assertThat(Body.of(null, "PUT")).isNotNull();
    }

    @Test
    void ties_a_file_to_the_part_that_it_is() {
        Body body = form("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"my cat.png\"\r\n\r\n"
                + "x".repeat(1_000) + "\r\n--b--");

        assertThat(matches(body, "/srv/4711.bin", 1_000)).isEqualTo("size of a part");
        assertThat(matches(body, "/srv/4711.png", 1_000)).isEqualTo(Upload.SIZE_AND_TYPE);
        assertThat(body.of("/srv/my cat.png", 70)).isEqualTo(new Upload(1, "name of a part", "my cat.png"));
        assertThat(matches(body, "/srv/17-my cat.png", 70)).isEqualTo("name of a part");
        assertThat(matches(body, "/srv/thumb.jpg", 70)).isEqualTo("kind of a part");
        assertThat(matches(body, "/srv/4711.enc", 1_032)).isEqualTo(Upload.CLOSE);
        assertThat(matches(body, "/srv/4711.gz", 600)).isEqualTo(Upload.ABOUT);
        assertThat(body.of("/srv/upload.log", 70)).isNull();
        assertThat(body.of("/srv/report.csv", 240)).isNull();
    }

    @Test
    void takes_no_scratch_file_for_a_named_one() {
        Body body = form("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"orders.csv\"\r\n\r\n"
                + "x".repeat(1_000)
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.tmp\"\r\n\r\n"
                + "x".repeat(900) + "\r\n--b--");

        assertThat(body.of("/srv/4711.csv", 1_000)).matches(Upload::isNamed);
        assertThat(body.of("/server/upload_4711.tmp", 1_000)).isNotNull().matches(one -> !one.isNamed());
        assertThat(body.of("/server/upload_4711.tmp", 900)).isNotNull().matches(one -> !one.isNamed());
        assertThat(body.of("/server/4711", 1_000)).isNotNull().matches(one -> !one.isNamed());
    }

    @Test
    void ties_nothing_to_a_form_without_a_file() {
        Body body = form("--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n" + "x".repeat(1_000)
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\r\n--b--");

        assertThat(body.of("/srv/report.csv", 1_000)).isNull();
        assertThat(body.of("/srv/a.png", 1_000)).isNull();
    }

    @Test
    void ties_a_file_to_a_body_that_was_copied() {
        Body body = read(Body.of("image/png", "PUT"), "x".repeat(1_000));

        assertThat(matches(body, "/srv/a", 1_000)).isEqualTo("size of the body");
        assertThat(matches(body, "/srv/a.png", 1_000)).isEqualTo(Upload.BODY);
        assertThat(matches(body, "/srv/a.webp", 100)).isEqualTo("kind of the body");
        assertThat(body.of("/srv/a.json", 100)).isNull();
    }

    @Test
    void ties_a_body_of_an_unknown_type_by_its_size_alone() {
        Body body = read(Body.of(null, "PUT"), "x".repeat(1_000));

        assertThat(matches(body, "/srv/a", 1_000)).isEqualTo("size of the body");
        assertThat(body.of("/srv/a", 999)).isNull();
    }

    @Test
    void ties_nothing_to_a_body_that_nobody_read() {
        Body body = Body.of("image/png", "PUT");
        assertThat(body).isNotNull();
        body.watch();
        body.announce(2_000_000_000);

        assertThat(body.of("/srv/a.png", 10)).isNull();
        assertThat(body.of("/srv/a", 2_000_000_000)).isNull();
    }

    @Test
    void knows_what_was_sent_of_two_gigabytes() {
        Body body = read(Body.of("application/octet-stream", "PUT"), "0123456789");
        body.announce(2_000_000_000);

        assertThat(matches(body, "/srv/a", 10)).isEqualTo("size of the body");
    }

    @Test
    void says_that_nothing_is_known_where_nobody_looked() {
        Body body = Body.of(FORM, "POST");

        assertThat(body).isNotNull();
        assertThat(body.of("/srv/a", 10)).isEqualTo(new Upload(0, null, null));
    }

    @Test
    void believes_an_announced_length_where_nobody_looked() {
        Body body = Body.of(FORM, "POST");
        assertThat(body).isNotNull();
        body.announce(100_300);

        assertThat(matches(body, "/srv/a", 100_000)).isEqualTo("size of the body");
        assertThat(body.of("/srv/a", 500)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/x.png, /srv/etc/x.png, true",
        "../x.png, /srv/x.png, false",
        "etc/x.png, /srv/etc/x.png, false"
    })
    void knows_a_name_that_led_out_of_the_directory(String name, String path, boolean leaves) {
        Body body = form("--b\r\nContent-Disposition: x; filename=\"" + name + "\"\r\n\r\nx\r\n--b--");
        Upload upload = body.of(path, 1);

        assertThat(upload).isNotNull();
        assertThat(upload.leaves()).isEqualTo(leaves);
        assertThat(upload.submitted()).isEqualTo("x.png");
    }

    @Test
    void keeps_little_of_a_thousand_parts() {
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            sent.append("--b\r\nContent-Disposition: x; filename=\"")
                    .append("n".repeat(200))
                    .append("\"\r\n\r\nx\r\n");
        }
        Body body = form(sent + "--b--");

        assertThat(body.files()).hasSize(32);
        assertThat(body.files().stream().filter(file -> file.name() != null)).hasSize(5);
        assertThat(body.count()).isEqualTo(1_000);
        assertThat(body.fileBytes()).isEqualTo(1_000);
    }

    private static @Nullable String matches(Body body, String path, long size) {
        Upload upload = body.of(path, size);
        return upload == null ? null : upload.matches();
    }

    private static Body form(String text) {
        return read(Body.of(FORM, "POST"), text);
    }

    private static Body read(@Nullable Body body, String text) {
        assertThat(body).isNotNull();
        body.watch();
        body.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return body;
    }
}

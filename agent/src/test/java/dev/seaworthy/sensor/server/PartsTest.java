package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.UploadParts.Sent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

    private static final String BOUNDARY = "----seaworthy7MA4YWxkTrZu0gW";

    private final List<Sent> found = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Parts parts = new Parts(BOUNDARY, found::add, () -> ends.add("end"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 29, 31, 64, 1_000, 100_000})
    void finds_files_in_pieces_of_any_size(int piece) {
        byte[] image = new byte[50_000];
        new Random(7).nextBytes(image);
        String content =
                new String(image, StandardCharsets.ISO_8859_1) + "\r\n--" + BOUNDARY.substring(0, 20) + "\r\n-";
        send(field("title", "My cat") + file("cat.png", content) + file("b.txt", "") + file("", "") + end(), piece);

        assertThat(found)
                .containsExactly(new Sent("cat.png", "image/png", content.length()), new Sent("b.txt", "image/png", 0));
        assertThat(ends).hasSize(1);
    }

    @Test
    void finds_the_boundary_among_pieces_of_itself() {
        String delimiter = "\r\n--" + BOUNDARY;
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            StringBuilder content = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                int from = random.nextInt(delimiter.length());
                content.append(delimiter, from, from + random.nextInt(delimiter.length() - from));
            }
            String text = content.toString().replace(delimiter, "");
            Parts fresh = new Parts(BOUNDARY, found::add, () -> ends.add("end"));
            byte[] body = (file("a.png", text) + file("b.png", "x") + end()).getBytes(StandardCharsets.ISO_8859_1);
            int piece = 1 + random.nextInt(body.length);
            for (int at = 0; at < body.length; at += piece) {
                fresh.read(ByteBuffer.wrap(body, at, Math.min(piece, body.length - at)));
            }

            assertThat(found).extracting(Sent::bytes).as(text).containsExactly((long) text.length(), 1L);
            found.clear();
        }
        assertThat(ends).hasSize(500);
    }

    @Test
    void finds_a_thousand_parts() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            body.append(file(i + ".png", "x".repeat(i)));
        }
        send(body + end(), 8_192);

        assertThat(found).hasSize(1_000);
        assertThat(found.get(999).bytes()).isEqualTo(999);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; name=\"f\"; filename=\"a b.png\"",
                "form-data; filename=a b.png; name=f",
                "form-data; name=\"f\"; filename=\"x\"; filename*=UTF-8''a%20b.png",
                "FORM-DATA; NAME=f; FILENAME=\"a b.png\"",
                "attachment;filename=\"a b.png\"",
            })
    void reads_names_however_they_are_written(String disposition) {
        send(part("Content-Disposition: " + disposition, "x") + end(), 100);

        assertThat(found).extracting(Sent::name).containsExactly("a b.png");
    }

    @Test
    void reads_hostile_names_and_goes_on() {
        send(
                file("../../etc/passwd", "1")
                        + file("C:\\\\Users\\\\ann\\\\cat.png", "22")
                        + file("n".repeat(4_000) + ".png", "333")
                        + file("a\0b.png", "4444")
                        + file("a\\\"b.png", "55555")
                        + part("Content-Disposition: form-data; name=\"f\"", "no name")
                        + part("Content-Type: image/png", "without a disposition")
                        + part("X-Long: " + "x".repeat(10_000) + "\r\nContent-Disposition: x; filename=\"l\"", "late")
                        + part("nonsense", "")
                        + file("last.png", "666666")
                        + end(),
                777);

        assertThat(found)
                .extracting(Sent::name, Sent::bytes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("../../etc/passwd", 1L),
                        org.assertj.core.groups.Tuple.tuple("C:\\Users\\ann\\cat.png", 2L),
                        org.assertj.core.groups.Tuple.tuple(null, 3L),
                        org.assertj.core.groups.Tuple.tuple(null, 4L),
                        org.assertj.core.groups.Tuple.tuple("a\"b.png", 5L),
                        org.assertj.core.groups.Tuple.tuple(null, 21L),
                        org.assertj.core.groups.Tuple.tuple("last.png", 6L));
    }

    @Test
    void knows_a_file_of_which_the_client_sent_only_the_beginning() {
        String whole = file("cat.png", "x".repeat(1_000));
        send(whole.substring(0, whole.length() - 502), 100);

        assertThat(found).isEmpty();
        assertThat(ends).isEmpty();
        assertThat(parts.unfinished()).isEqualTo(new Sent("cat.png", "image/png", 500));
    }

    @Test
    void gives_up_on_what_has_no_parts() {
        send("x".repeat(70_000) + file("cat.png", "x") + end(), 1_000);

        assertThat(found).isEmpty();
        assertThat(parts.unfinished()).isNull();
    }

    @Test
    void looks_past_what_stands_in_front_of_the_first_part_and_behind_the_last() {
        send("preamble\r\n" + file("cat.png", "x") + end() + file("dog.png", "x"), 10);

        assertThat(found).extracting(Sent::name).containsExactly("cat.png");
    }

    private void send(String body, int piece) {
        byte[] all = body.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < all.length; from += piece) {
            ByteBuffer some = ByteBuffer.wrap(all, from, Math.min(piece, all.length - from));
            parts.read(some);
            assertThat(some.position()).isEqualTo(from);
        }
    }

    private static String field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
    }

    private static String file(String name, String content) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: image/png",
                content);
    }

    private static String part(String head, String content) {
        return "--" + BOUNDARY + "\r\n" + head + "\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }
}

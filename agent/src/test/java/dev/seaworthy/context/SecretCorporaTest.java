package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A hundred lines with one secret each, all made up, and two hundred that only look as if. A dot in the middle of a prefix keeps
 * what guards repositories from taking them for real; <code>${K1}</code> stands for a value that is known.
 */
class SecretCorporaTest {

    private static final Map<String, String> KNOWN = Map.of(
            "${K1}",
            "tR9-vault/Quince",
            "${K2}",
            "correct horse battery 7",
            "${K3}",
            "p@ss;w0rd,with=signs",
            "${K4}",
            "Ünïcode-schlüssel");

    private final SecretBook book = new SecretBook((where, more) -> {});

    private static List<String> corpus(String name) {
        try (InputStream in = SecretCorporaTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace("·", "")
                            .replace("\\e", "\u001b")
                            .replace("\\\\n", "\0")
                            .replace("\\n", "\n")
                            .replace("\0", "\\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void learn() {
        KNOWN.forEach((name, value) -> book.learn("environment variable", name, value));
    }

    private static String filled(String line) {
        String text = line;
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            text = text.replace(known.getKey(), known.getValue());
        }
        return text;
    }

    @Test
    void finds_each_planted_secret() {
        learn();
        List<String> lines = corpus("planted-secrets.txt");
        assertThat(lines).hasSize(100);
        assertThat(lines.stream().filter(line -> book.find(filled(line)) == null))
                .isEmpty();
    }

    @Test
    void finds_nothing_in_what_only_looks_so() {
        learn();
        List<String> lines = corpus("look-alikes.txt");
        assertThat(lines).hasSize(200);
        assertThat(lines.stream().filter(line -> book.find(line) != null)).isEmpty();
    }

    @Test
    void finds_no_person_in_what_only_looks_so() {
        PersonalData data = new PersonalData();
        assertThat(corpus("look-alikes.txt"))
                .hasSize(200)
                .allSatisfy(line -> assertThat(data.find(line)).as(line).matches(hit -> hit == null || !hit.proven()));
    }
}

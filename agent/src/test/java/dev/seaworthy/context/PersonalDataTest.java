package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    private final PersonalData data = new PersonalData();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "paid with 5555555555554444, thanks",
                "card=378282246310005",
                "{\"pan\":\"30569309025904\"}",
                "[3530111333300000]",
                "/cards/6011111111111117/limit",
                "number 2223003122003222.",
                "6200000000000005",
                "4111 1111 1111 1111 expires 12 2027",
                "5555-5555-5555-4444",
                "3782 822463 10005",
                "3056 930902 5904"
            })
    void finds_cards_by_issuer_length_and_check_digit(String text) {
        PersonalData.Hit hit = data.find(text);
        assertThat(hit).isNotNull();
        assertThat(hit.kind()).isEqualTo(PersonalData.CARD);
        assertThat(hit.proven()).isTrue();
        assertThat(hit.length()).isBetween(14, 16);
    }

    @ParameterizedTest
    @CsvSource({
        "born as 255081416802538, French NIR",
        "id 11010519491231002X, Chinese resident id",
        "(RSSMRA85T10A562S), Italian codice fiscale",
        "cpf: 529.982.247-25 ok, Brazilian CPF"
    })
    void finds_national_ids(String text, String kind) {
        PersonalData.Hit hit = data.find(text);
        assertThat(hit).isNotNull();
        assertThat(hit.kind()).isEqualTo(kind);
        assertThat(hit.proven()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order 4111111111111112",
                "4111 1111 1111 1112",
                "255081416802539",
                "110105194912310021",
                "RSSMRA85T10A562T",
                "529.982.247-26"
            })
    void says_of_wrong_check_digits_that_it_is_something_else(String text) {
        PersonalData.Hit hit = data.find(text);
        assertThat(hit).isNotNull();
        assertThat(hit.proven()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "took 1764601234567890 us",
                "at 1764601234567890123 ns",
                "20261201145303123",
                "trace 41111111111111114111111111111111",
                "span 4111111111111111a",
                "order-4111111111111111",
                "4111111111111111-7",
                "#4111111111111111",
                "+4111111111111111",
                "_4111111111111111",
                "0.4111111111111111",
                "4111111111111111.25",
                "1,4111111111111111",
                "550e8400-e29b-41d4-a716-4466554400004111",
                "4111 1111-1111 1111",
                "4111 1111 1111 111",
                "41111111 11111111",
                "411111******1111",
                "4111 **** **** 1111",
                "1111111111111117",
                "000.000.000-00",
                "52998224725",
                "255134416802538",
                "110105194913310023",
                "RSSMRA85T99A562S",
                "rssmra85t10a562s",
                "4006381333931",
                "DE89370400440532013000"
            })
    void finds_nothing_in_what_has_another_form(String text) {
        PersonalData.Hit hit = data.find(text);
        assertThat(hit == null || !hit.proven()).as(text).isTrue();
    }

    @Test
    void prefers_what_is_proven() {
        PersonalData.Hit hit = data.find("order 4111111111111112 paid with 4111111111111111");
        assertThat(hit).isNotNull();
        assertThat(hit.proven()).isTrue();
    }

    @Test
    void tells_values_apart_however_they_are_written() {
        long print = data.find("4111111111111111").print();
        assertThat(data.find("4111 1111 1111 1111").print()).isEqualTo(print);
        assertThat(data.find("5555555555554444").print()).isNotEqualTo(print);
        assertThat(new PersonalData().find("4111111111111111").print()).isNotEqualTo(print);
    }

    @Test
    void of_numbers_in_a_row_one_in_ten_looks_proven() {
        int proven = 0;
        for (int i = 0; i < 1_000; i++) {
            proven += data.find(Long.toString(4_000_000_000_000_000L + i)).proven() ? 1 : 0;
        }
        assertThat(proven).isEqualTo(100);
    }
}

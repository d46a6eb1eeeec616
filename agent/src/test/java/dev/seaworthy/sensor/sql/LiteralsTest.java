package dev.seaworthy.sensor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '#',
            value = {
                "select * from t where a = 'bob' # bob",
                "select * from t where a = 'o''brien' # o'brien",
                "select * from t where a like '%häfen%' # %häfen%",
                "select * from t where a = N'text' # text",
                "select * from t where a = E'it\\'s' # it's",
                "select * from t where a = $$it's$$ # it's",
                "select * from t where a = $q$x$q$ and b = 2 # x|2",
                "select 't' /* 'no' */ from t -- 'nor this' # t",
                "select \"42\" from `7` where t1 = 8.5 # 8.5",
                "select * from t where a = 'open # open",
                "select * from t where a = ? and b = $1 # ~~",
                "select a from t limit 20 offset 40 # ~~",
                "select i1_0.id from item i1_0 where i1_0.id=7 and i1_0.name = 'x' # x",
                "select item0_.id from item item0_ where item0_.id > 7 # ~~",
                "select t1.id from t t1 where t1.id = 7 # 7",
            })
    void reads(String sql, String literals) {
        assertThat(Literals.read(sql, false).all.stream().map(Literals.Literal::text))
                .containsExactly(literals.isEmpty() ? new String[0] : literals.split("\\|"));
    }

    @Test
    void takes_a_backslash_for_an_escape_where_the_dialect_does() {
        String sql = "select 'it\\'s', 'c:\\\\'";

        assertThat(Literals.read(sql, true).all)
                .extracting(Literals.Literal::text)
                .containsExactly("it's", "c:\\");
    }

    @Test
    void tells_code_from_the_rest() {
        String sql = "select name from t where a = 'name' -- name";
        Literals read = Literals.read(sql, false);

        assertThat(read.isCode(7, 11)).isTrue();
        assertThat(read.isCode(30, 34)).isFalse();
        assertThat(read.isCode(39, 43)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"7,true", "8.5,true", "'',false", "-7,false", "7.,false", "1e5,false", "1234567890123456789,false"})
    void knows_numbers(String text, boolean number) {
        assertThat(PastedValues.isNumber(text)).isEqualTo(number);
    }
}

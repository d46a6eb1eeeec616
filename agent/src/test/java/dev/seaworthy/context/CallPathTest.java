package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallPathTest {

    @Test
    void a_template_has_neither_identifiers_nor_host_nor_query() {
        assertThat(CallPath.template("/price/10500")).isEqualTo("/price/{}");
        assertThat(CallPath.template("https://pay.test:443/v1/orders/8d7f6a55-11aa?token=x#y"))
                .isEqualTo("/v1/orders/{}");
        assertThat(CallPath.template("http://pay.test")).isEqualTo("/");
        assertThat(CallPath.template("")).isEqualTo("/");
        assertThat(CallPath.template(null)).isEmpty();
        assertThat(CallPath.template("/redirect?to=http://a/b")).isEqualTo("/redirect");
        assertThat(CallPath.template("/a".repeat(20))).endsWith("/a/…");
    }

    @Test
    void paths_of_one_template_have_one_hash() {
        long price = CallPath.template("/price/10500", 1);

        assertThat(CallPath.template("http://a/price/7?x=1", 1)).isEqualTo(price);
        assertThat(CallPath.template("/price/10500", 2)).isNotEqualTo(price);
        assertThat(CallPath.template("/stock/10500", 1)).isNotEqualTo(price);
        assertThat(CallPath.template(null, 1)).isZero();
    }

    @Test
    void the_next_page_differs_by_nothing_but_where_it_begins() {
        assertThat(CallPath.isNextPage("/orders", "size=20&page=2", "/orders", "size=20&page=1"))
                .isTrue();
        assertThat(CallPath.isNextPage("/orders?next_cursor=b", null, "/orders?next_cursor=a", null))
                .isTrue();
        assertThat(CallPath.isNextPage("/orders?page[offset]=20", null, "/orders", null))
                .isFalse();
        assertThat(CallPath.isNextPage("/orders?offset=20", null, "/orders", null))
                .isTrue();
        assertThat(CallPath.isNextPage("/orders/page/2", null, "/orders/page/1", null))
                .isTrue();

        assertThat(CallPath.isNextPage("/price", "id=2", "/price", "id=1")).isFalse();
        assertThat(CallPath.isNextPage("/price", "id=2&page=2", "/price", "id=1&page=1"))
                .isFalse();
        assertThat(CallPath.isNextPage("/price", "id=1", "/price", "id=1")).isFalse();
        assertThat(CallPath.isNextPage("/price", "flag", "/price", null)).isFalse();
        assertThat(CallPath.isNextPage("/price/2", null, "/price/1", null)).isFalse();
        assertThat(CallPath.isNextPage(null, null, "/price/1", null)).isFalse();
    }
}

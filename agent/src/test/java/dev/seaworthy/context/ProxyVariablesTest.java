package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {

    private static ProxyVariables of(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return new ProxyVariables(environment);
    }

    @Test
    void a_variable_is_for_its_scheme_in_either_case() {
        ProxyVariables upper = of("HTTPS_PROXY", "http://proxy:3128");
        assertThat(upper.wants("https", "pay.test", 443)).isEqualTo("HTTPS_PROXY");
        assertThat(upper.wants("http", "pay.test", 80)).isNull();
        assertThat(of("https_proxy", "proxy:3128").wants("HTTPS", "pay.test", 443))
                .isEqualTo("https_proxy");
        assertThat(of("http_proxy", "proxy:3128").wants("http", "pay.test", 80)).isEqualTo("http_proxy");
        assertThat(of("ALL_PROXY", "socks5://proxy:1080").wants("https", "pay.test", 443))
                .isEqualTo("ALL_PROXY");
        assertThat(of("all_proxy", "a:1", "HTTPS_PROXY", "b:2").wants("https", "pay.test", 443))
                .isEqualTo("HTTPS_PROXY");
    }

    @Test
    void nothing_is_set_without_a_value_or_where_all_is_excepted() {
        assertThat(of().isSet()).isFalse();
        assertThat(of("HTTPS_PROXY", " ").isSet()).isFalse();
        assertThat(of("HTTPS_PROXY", "proxy:3128", "no_proxy", "a, *").isSet()).isFalse();
        assertThat(of("NO_PROXY", "a").isSet()).isFalse();
        assertThat(of("HTTPS_PROXY", "proxy:3128").isSet()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay.test | pay.test | 443",
                "PAY.test. | pay.test | 443",
                "test | pay.test | 443",
                ".test | pay.test | 443",
                "*.test | pay.test | 443",
                "a.test b.test pay.test | pay.test | 443",
                "a.test,,pay.test:8443 | pay.test | 8443",
                "10.0.0.0/8 | 10.200.1.2 | 443",
                "8.8.8.0/23 | 8.8.9.1 | 443",
                "8.8.8.8 | 8.8.8.8 | 443",
                "8.8.8.8:53 | 8.8.8.8 | 53",
                "0.0.0.0/0 | 8.8.8.8 | 53",
                "2001:db8::/32 | [2001:db8:1::5] | 443",
                "[2001:db8::5]:443 | 2001:db8::5 | 443",
                "2001:db8::5 | [2001:db8::5] | 443",
                "* | pay.test | 443"
            })
    void an_exception_names_a_target(String exceptions, String host, int port) {
        assertThat(of("HTTPS_PROXY", "proxy:3128", "NO_PROXY", exceptions).wants("https", host, port))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay.tes | pay.test | 443",
                "ay.test | pay.test | 443",
                "x.pay.test | pay.test | 443",
                "pay.test:8443 | pay.test | 443",
                "10.0.0.0/8 | 11.0.0.1 | 443",
                "10.0.0.0/33 | 10.0.0.1 | 443",
                "10.0.0.0/x | 10.0.0.1 | 443",
                "10.0.0.0/8 | pay.test | 443",
                "2001:db8::/32 | [2001:db9::5] | 443",
                "2001:db8::/32 | 10.0.0.1 | 443",
                ". | pay.test | 443",
                "/ | pay.test | 443"
            })
    void an_exception_names_only_what_it_names(String exceptions, String host, int port) {
        assertThat(of("HTTPS_PROXY", "proxy:3128", "NO_PROXY", exceptions).wants("https", host, port))
                .isEqualTo("HTTPS_PROXY");
    }

    @Test
    void a_proxy_is_named_without_its_password() {
        ProxyVariables set = of("HTTPS_PROXY", "http://user:pass@word@proxy.corp:3128/x", "http_proxy", "proxy:80");

        assertThat(set.proxy("HTTPS_PROXY")).isEqualTo("proxy.corp:3128");
        assertThat(set.proxy("http_proxy")).isEqualTo("proxy:80");
        assertThat(set.proxy("ALL_PROXY")).isEmpty();
    }

    @Test
    void the_jvm_is_told_by_its_own_properties() {
        assertThat(ProxyVariables.isJvmTold("https")).isFalse();
        try {
            System.setProperty("https.proxyHost", "proxy");
            assertThat(ProxyVariables.isJvmTold("https")).isTrue();
            assertThat(ProxyVariables.isJvmTold("http")).isFalse();
        } finally {
            System.clearProperty("https.proxyHost");
        }
    }
}

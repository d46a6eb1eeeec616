package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServletValuesTest {

    /** What a filter wraps around a request whose form the server does not read, such as one of a PUT. */
    private static final class Form extends HttpServletRequestWrapper {
        private boolean asked;

        Form(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            asked = true;
            Map<String, String[]> all = new HashMap<>(super.getParameterMap());
            all.put("town", new String[] {"Port Lincoln"});
            return all;
        }
    }

    private static HttpServletRequest plain() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ServletValuesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getParameterMap" -> Map.of("sort", new String[] {"name"});
                    case "getRequestURI" -> "/boats";
                    case "getHeaderNames" -> Collections.enumeration(Collections.emptyList());
                    default -> null;
                });
    }

    private static Map<String, String> read(ServletValues values) {
        Map<String, String> all = new TreeMap<>();
        values.each((source, key, value) -> all.put(key, value));
        return all;
    }

    @Test
    void knows_the_parameters_of_the_request_that_the_application_sees() {
        Form form = new Form(new HttpServletRequestWrapper(plain()));
        ServletValues values = new ServletValues(form, "/boats");
        values.parsed = true;

        assertThat(read(values))
                .containsEntry("parameter town", "Port Lincoln")
                .containsEntry("parameter sort", "name")
                .containsEntry("path 1", "boats");
    }

    @Test
    void asks_for_no_parameters_before_the_application_did() {
        Form form = new Form(plain());

        assertThat(read(new ServletValues(form, "/boats"))).doesNotContainKey("parameter town");
        assertThat(form.asked).isFalse();
    }
}

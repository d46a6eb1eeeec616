package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

class ClassFileTest {

    @ResponseStatus(reason = "none")
    @RequestMapping(
            path = {"/a", "/b"},
            params = {})
    @RestController
    private static final class Pages extends Thread implements HttpHandler {
        static final long WIDE = 1L << 40;
        static final double BROAD = 0.25;

        @Override
        public void handle(HttpExchange exchange) {
            setName("handled");
        }
    }

    @Test
    void reads_what_a_class_is_annotated_with() throws IOException {
        ClassFile file = ClassFile.of(bytes());

        assertThat(file.annotations())
                .containsExactlyInAnyOrder(
                        ResponseStatus.class.getName(), RequestMapping.class.getName(), RestController.class.getName());
    }

    @Test
    void reads_the_names_and_texts_that_it_holds() throws IOException {
        ClassFile file = ClassFile.of(bytes());

        assertThat(file.classes()).contains("java/lang/Thread", "com/sun/net/httpserver/HttpHandler");
        assertThat(file.strings()).contains("handled");
    }

    @Test
    void what_is_cut_is_no_class_file() throws IOException {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length / 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ClassFile.of(cut).annotations()).isInstanceOf(IOException.class);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("ClassFileTest$Pages.class")) {
            return in.readAllBytes();
        }
    }
}

package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class ContainersTest {

    private static class Base extends HttpServlet {}

    private static final class Pages extends Base {}

    private abstract static class Handler implements HttpHandler {}

    private static final class Answer extends Handler {
        @Override
        public void handle(HttpExchange exchange) {}
    }

    private static final class Job implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void knows_what_containers_call() {
        assertThat(Containers.call(Pages.class)).isTrue();
        assertThat(Containers.call(Answer.class)).isTrue();
    }

    @Test
    void what_implements_an_api_of_the_jdk_is_called_by_anybody() {
        assertThat(Containers.call(Driver.class)).isFalse();
        assertThat(Containers.call(HikariDataSource.class)).isFalse();
        assertThat(Containers.call(Job.class)).isFalse();
    }
}

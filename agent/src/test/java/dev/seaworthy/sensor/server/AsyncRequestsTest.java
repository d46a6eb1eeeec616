package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsyncRequestsTest {

    private final Units units = new Units((where, more) -> {});
    private final List<Runnable> calledBack = new ArrayList<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final AsyncRequests requests = new AsyncRequests(
            units,
            new Late() {
                @Override
                public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

                @Override
                public void later(Runnable task) {}

                @Override
                public void calledBack(Runnable work) {
                    calledBack.add(work);
                }
            },
            (where, more) -> {});

    @Test
    void the_end_that_a_server_tells_is_the_agents_own_work() throws IOException {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit unit = units.current();
        AsyncContext context = fake(AsyncContext.class, Map.of());
        ServletRequest request = fake(ServletRequest.class, Map.of("isAsyncStarted", true, "getAsyncContext", context));
        requests.returned(request, fake(ServletResponse.class, Map.of("isCommitted", false)));
        units.end();
        assertThat(listeners).hasSize(1);

        listeners.get(0).onComplete(null);

        assertThat(units.isOpen(unit)).isTrue();
        assertThat(calledBack).hasSize(1);
        calledBack.get(0).run();
        assertThat(units.isOpen(unit)).isFalse();
    }

    private <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                AsyncRequestsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "addListener" -> listeners.add((AsyncListener) arguments[0]);
                        case "hashCode" -> {
                            return System.identityHashCode(self);
                        }
                        case "equals" -> {
                            return self == arguments[0];
                        }
                        default -> {}
                    }
                    return answers.get(method.getName());
                }));
    }
}

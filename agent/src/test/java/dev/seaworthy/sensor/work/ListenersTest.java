package dev.seaworthy.sensor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.weave.Receiver;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private static final String TYPE = "(Ljakarta/jms/Message;)V";

    private final Looked late = new Looked();
    private final Listeners listeners = new Listeners(late, new Receiver() {}, 0);
    private long now;

    static class Named implements MessageListener {
        @Override
        public void onMessage(Message message) {}
    }

    static class Heir extends Named {}

    abstract static class Base {
        public void onMessage(Message message) {}
    }

    static class Combined extends Base implements MessageListener {}

    static class Lambdas {
        static MessageListener make(Object captured) {
            return message -> captured.hashCode();
        }

        static void send(Message message) {}
    }

    static class References {
        static MessageListener make() {
            return References::take;
        }

        static void take(Message message) {}

        static void other(Message message, int number) {}
    }

    static class Unrelated implements Consumer<Message> {
        @Override
        public void accept(Message message) {}

        public void onMessage(Message message) {}
    }

    private void look(Class<?>... more) {
        late.loaded.addAll(List.of(more));
        listeners.tick(now += 1_000);
    }

    @Test
    void finds_classes_that_implement_the_interface_or_inherit_that() {
        look(String.class, Heir.class, Combined.class, Unrelated.class);

        assertThat(late.woven)
                .containsExactly(
                        "Base.onMessage" + TYPE,
                        "Combined.onMessage" + TYPE,
                        "Heir.onMessage" + TYPE,
                        "Named.onMessage" + TYPE);
    }

    @Test
    void finds_the_methods_behind_lambdas_and_references() {
        Class<?> lambda = Lambdas.make(this).getClass();
        Class<?> reference = References.make().getClass();
        assertThat(lambda.isHidden() && reference.isHidden()).isTrue();
        look(lambda, reference, Lambdas.class, References.class, Unrelated.class);

        assertThat(late.woven)
                .hasSize(2)
                .contains("References.take" + TYPE)
                .anyMatch(hook -> hook.matches("Lambdas\\.lambda\\$make\\$\\d+"));
    }

    @Test
    void finds_the_method_of_an_object_that_a_reference_keeps() {
        Named named = new Named();
        MessageListener bound = named::onMessage;
        look(bound.getClass(), Unrelated.class);

        assertThat(late.woven).containsExactly("Named.onMessage" + TYPE);
    }

    @Test
    void finds_what_comes_later_and_each_once() {
        look(Unrelated.class);
        assertThat(late.woven).isEmpty();
        look(Named.class);
        assertThat(late.woven).hasSize(1);
        late.woven.clear();
        look(Heir.class);
        assertThat(late.woven).contains("Heir.onMessage" + TYPE);
    }

    @Test
    void leaves_what_cannot_be_woven() {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MessageListener.class}, (self, method, given) -> null);
        look(proxy.getClass());

        assertThat(late.woven).isEmpty();
    }
}

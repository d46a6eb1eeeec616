package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How texts of events are put together and read without running code of the application. */
class TextsTest {

    private static final Object BROKEN = new Object() {
        @Override
        public String toString() {
            throw new IllegalStateException("nobody may ask");
        }
    };

    private static final class Event {
        String formattedMessage;
    }

    private static String text(String message, Object... arguments) {
        return PlainText.of(message, arguments);
    }

    @Test
    void puts_in_what_the_jdk_turns_into_text() {
        assertThat(text("{} of {1} and {}", "a", 2)).isEqualTo("a of 2 and 2");
        assertThat(text("{} {} {}", 'c', true, null)).isEqualTo("c true null");
        assertThat(text("%s boats", 7)).isEqualTo("%s boats 7");
        assertThat(text("{x} {", "a")).isEqualTo("{x} { a");
        assertThat(text(null, "a")).isNull();
    }

    @Test
    void asks_no_object_of_the_application() {
        assertThat(text("{} and {}", BROKEN, List.of(BROKEN))).isEqualTo("{…} and {…}");
    }

    @Test
    void reads_a_kept_text_where_there_is_one() {
        KeptText kept = new KeptText("formattedMessage");
        Event event = new Event();
        assertThat(kept.of(event)).isNull();
        assertThat(kept.isSet(event)).isFalse();
        event.formattedMessage = "done";
        assertThat(kept.of(event)).isEqualTo("done");
        assertThat(kept.isSet(event)).isTrue();
        assertThat(kept.of("another")).isNull();
        assertThat(kept.isSet("another")).as("nobody knows").isTrue();
    }

    @Test
    void reads_the_messages_of_causes_and_of_what_was_suppressed() {
        Throwable cause = new IllegalStateException("cause");
        cause.addSuppressed(new IllegalArgumentException("suppressed"));
        assertThat(ThrownMessages.of(new RuntimeException("outer", cause))).isEqualTo("outer\ncause\nsuppressed");
        assertThat(ThrownMessages.of(new RuntimeException((String) null))).isNull();
    }

    @Test
    void survives_causes_that_form_a_ring() {
        Throwable a = new RuntimeException("a");
        Throwable b = new RuntimeException("b", a);
        a.initCause(b);
        assertThat(ThrownMessages.of(a)).startsWith("a\nb\na");
    }

    @Test
    void finds_the_applications_own_line() {
        StackTraceElement[] trace = {
            new StackTraceElement("net.lib.Pool", "take", "Pool.java", 3),
            new StackTraceElement("com.acme.Orders", "place", "Orders.java", 12)
        };
        assertThat(ThrownMessages.ownLine(trace, List.of("com.acme")))
                .isEqualTo("com.acme.Orders.place(Orders.java:12)");
        assertThat(ThrownMessages.ownLine(trace, List.of("org.other"))).isEmpty();
    }

    @Test
    void runs_no_method_that_gives_a_stack_trace_of_its_own() {
        Throwable odd = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException("nobody may ask");
            }
        };
        assertThat(ThrownMessages.trace(odd)).isEmpty();
        assertThat(ThrownMessages.trace(new RuntimeException())).isNotEmpty();
    }
}

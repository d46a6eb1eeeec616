package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.sensor.server.Server.Stretch;
import dev.seaworthy.sensor.server.netty.handler.codec.http.HttpContent;
import dev.seaworthy.sensor.server.netty.handler.codec.http.HttpHeaders;
import dev.seaworthy.sensor.server.netty.handler.codec.http.HttpRequest;
import dev.seaworthy.sensor.server.netty.handler.codec.http.HttpResponse;
import dev.seaworthy.sensor.server.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NettyTest {

    private final Netty netty = new Netty();

    private record Request(String method, String uri, HttpHeaders headers) implements HttpRequest {}

    private record Head(HttpResponse.Status status, HttpHeaders headers) implements HttpResponse {}

    private record Whole(HttpResponse.Status status, HttpHeaders headers) implements HttpResponse, LastHttpContent {}

    private record Part() implements HttpContent {}

    private record LastPart() implements LastHttpContent {}

    /** What the handlers of one channel share. */
    public record Context(Object channel) {}

    private static final HttpHeaders JSON = new HttpHeaders("application/json");

    @Test
    void a_request_is_new_its_parts_are_more_of_it_and_anything_else_is_none() {
        assertThat(stretch(new Request("GET", "/a", JSON))).isEqualTo(Stretch.NEW);
        assertThat(stretch(new Part())).isEqualTo(Stretch.MORE);
        assertThat(stretch(new LastPart())).isEqualTo(Stretch.MORE);
        assertThat(stretch("bytes")).isEqualTo(Stretch.NONE);
        assertThat(stretch(new Head(new HttpResponse.Status(200), JSON))).isEqualTo(Stretch.NONE);
        assertThat(netty.stretch(null, List.of(), null)).isEqualTo(Stretch.NONE);
    }

    @Test
    void what_is_done_once_nothing_is_left_to_read_is_more_of_the_request() {
        assertThat(netty.stretch(new Context(new Object()), null, null)).isEqualTo(Stretch.MORE);
    }

    @Test
    void a_request_says_what_it_is() {
        Object request = netty.request(null, List.of(new Request("PUT", "/a?b=c", JSON)), null);

        assertThat(netty.method(request)).isEqualTo("PUT");
        assertThat(netty.path(request)).isEqualTo("/a?b=c");
        assertThat(netty.contentType(request)).isEqualTo("application/json");
    }

    @Test
    void a_channel_stands_for_its_request() {
        Object channel = new Object();

        assertThat(netty.key(new Context(channel), null, null)).isSameAs(channel);
    }

    @Test
    void the_last_part_of_a_response_ends_its_request() {
        assertThat(remains(new LastPart())).isZero();
        assertThat(remains(new Whole(new HttpResponse.Status(404), JSON))).isZero();
        assertThat(remains(new Part())).isNegative();
        assertThat(netty.remains(null, null, null)).as("the connection is lost").isZero();
    }

    @Test
    void an_interim_response_does_not() {
        assertThat(remains(new Whole(new HttpResponse.Status(100), JSON))).isNegative();
        assertThat(remains(new Head(new HttpResponse.Status(103), JSON))).isNegative();
    }

    @Test
    void streams_and_switched_protocols_are_no_answers_that_a_caller_waits_for() {
        assertThat(remains(new Head(new HttpResponse.Status(200), new HttpHeaders("text/event-stream;charset=UTF-8"))))
                .isZero();
        assertThat(remains(new Head(new HttpResponse.Status(101), JSON))).isZero();
        assertThat(remains(new Head(new HttpResponse.Status(200), JSON))).isPositive();
    }

    private Stretch stretch(Object message) {
        return netty.stretch(null, List.of(message), null);
    }

    private long remains(@Nullable Object message) {
        return netty.remains(null, message, null);
    }
}

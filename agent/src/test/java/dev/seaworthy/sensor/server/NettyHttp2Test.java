package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.sensor.server.Server.Stretch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NettyHttp2Test {

    private final NettyHttp2 netty = new NettyHttp2((where, more) -> {});
    private final Context context = new Context(new Object());

    /** What the handlers of one channel share. */
    public record Context(Object channel) {}

    /** Headers with one that is not a pseudo-header. */
    public record Headers(@Nullable String method, @Nullable String path, String type) {
        public @Nullable Object get(Object name) {
            return name.equals("content-type") ? type : null;
        }
    }

    private static final Headers REQUEST = new Headers("POST", "/a", "image/png");
    private static final Headers TRAILER = new Headers(null, null, "");

    @Test
    void headers_of_a_request_begin_one_and_others_do_not() {
        assertThat(netty.stretch(context, 1, REQUEST)).isEqualTo(Stretch.NEW);
        assertThat(netty.stretch(context, 1, TRAILER)).isEqualTo(Stretch.NONE);
        assertThat(netty.stretch(context, 1, null)).isEqualTo(Stretch.MORE);
        assertThat(netty.method(REQUEST) + netty.path(REQUEST) + netty.contentType(REQUEST))
                .isEqualTo("POST/aimage/png");
    }

    @Test
    void calls_of_grpc_are_not_its_own() {
        assertThat(netty.stretch(context, 1, new Headers("POST", "/a.B/c", "application/grpc+proto")))
                .isEqualTo(Stretch.NONE);
    }

    @Test
    void a_stream_is_known_from_its_headers_to_its_last_frame() {
        Object first = netty.key(context, 1, REQUEST);
        Object other = netty.key(context, 3, REQUEST);

        assertThat(first).isNotNull().isNotSameAs(other);
        assertThat(netty.key(context, 1, null)).isSameAs(first);
        assertThat(netty.key(context, 1, false)).isSameAs(first);
        assertThat(netty.key(context, 1, true)).isSameAs(first);
        assertThat(netty.key(context, 1, true)).isNull();
        assertThat(netty.key(context, 3, 8L)).as("reset").isSameAs(other);
        assertThat(netty.key(context, 3, null)).isNull();
    }

    @Test
    void streams_of_other_channels_and_of_clients_are_not_known() {
        netty.key(context, 1, REQUEST);

        assertThat(netty.key(new Context(new Object()), 1, true)).isNull();
        assertThat(netty.key(null, 1, REQUEST)).isNull();
    }

    @Test
    void a_frame_before_the_last_begins_a_response() {
        assertThat(netty.remains(context, 1, false)).isPositive();
        assertThat(netty.remains(context, 1, true)).isZero();
        assertThat(netty.remains(context, 1, 8L)).isZero();
    }
}

package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Units units = new Units((where, more) -> {});
    private final Arrivals arrivals = new Arrivals(units, (where, more) -> {}, Unseen.queries());
    private final Plain server = new Plain();
    private final Object request = new Object();

    /** A server whose requests stand for themselves. */
    private static final class Plain implements Server {
        private Stretch stretch = Stretch.ANY;
        private boolean outlives = true;
        private long remains;

        @Override
        public Stretch stretch(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return stretch;
        }

        @Override
        public @Nullable Object key(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return outlives ? a : null;
        }

        @Override
        public long remains(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return remains;
        }

        @Override
        public @Nullable Object request(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return a;
        }

        @Override
        public String method(@Nullable Object any) {
            return "GET";
        }

        @Override
        public String path(@Nullable Object any) {
            return "/orders/17";
        }

        @Override
        public String contentType(@Nullable Object any) {
            return "image/png";
        }
    }

    private Unit stretch(Object of) {
        arrivals.enter(server, of, null, null);
        Unit unit = units.current();
        units.end();
        return unit;
    }

    @Test
    void a_request_is_read_when_it_begins() {
        Unit unit = stretch(request);

        assertThat(unit.isRequest()).isTrue();
        assertThat(unit.route()).isEqualTo("GET /orders/{}");
        assertThat(unit.upload()).isTrue();
    }

    @Test
    void a_request_goes_on_over_stretches_and_threads_until_it_is_over() {
        Unit first = stretch(request);
        assertThat(units.isOpen(first)).isTrue();
        assertThat(units.current()).isSameAs(Unit.NONE);

        assertThat(CompletableFuture.supplyAsync(() -> stretch(request)).join()).isSameAs(first);
        arrivals.ends(server, request, null, null);

        assertThat(units.isOpen(first)).isFalse();
        assertThat(stretch(request)).isNotEqualTo(first);
    }

    @Test
    void a_request_that_cannot_outlive_its_stretch_ends_with_it() {
        server.outlives = false;

        assertThat(units.isOpen(stretch(request))).isFalse();
    }

    @Test
    void one_that_is_answered_at_once_ends_with_its_stretch() {
        arrivals.enter(server, request, null, null);
        Unit unit = units.current();
        arrivals.ends(server, request, null, null);
        assertThat(units.isOpen(unit)).isTrue();
        units.end();

        assertThat(units.isOpen(unit)).isFalse();
    }

    @Test
    void a_server_inside_another_adds_no_request() {
        arrivals.enter(server, request, null, null);
        Unit outer = units.current();

        assertThat(stretch(new Object())).isSameAs(outer);
        assertThat(units.openNow()).isEqualTo(1);
        assertThat(units.current()).isSameAs(outer);
    }

    @Test
    void a_new_request_takes_over_from_what_went_on_before() {
        server.stretch = Server.Stretch.NEW;
        Unit first = stretch(request);
        Unit next = stretch(request);
        assertThat(next).isNotEqualTo(first);
        assertThat(units.isOpen(first)).isFalse();

        arrivals.enter(server, request, null, null);
        Unit left = units.current();
        assertThat(stretch(new Object())).isNotEqualTo(left);
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void what_is_no_request_or_a_part_of_none_leaves_the_thread_in_what_it_is() {
        units.begin(Unit.Kind.TASK, false, true);
        Unit task = units.current();
        server.stretch = Server.Stretch.NONE;
        assertThat(stretch(request)).isSameAs(task);
        server.stretch = Server.Stretch.MORE;
        assertThat(stretch(request)).isSameAs(task);

        assertThat(units.current()).isSameAs(task);
        assertThat(units.openNow(Unit.Kind.REQUEST)).isZero();
    }

    @Test
    void a_stream_that_has_begun_goes_on_for_a_while_only() {
        Unit unit = stretch(request);
        server.remains = 5_000;
        arrivals.ends(server, request, null, null);
        long now = System.currentTimeMillis();
        arrivals.tick(now, false);
        assertThat(units.isOpen(unit)).isTrue();
        server.remains = -1;
        arrivals.ends(server, request, null, null);
        assertThat(units.isOpen(unit)).isTrue();

        arrivals.tick(now + 5_001, false);
        assertThat(units.isOpen(unit)).isFalse();
    }
}

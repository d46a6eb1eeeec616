package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Units;
import dev.seaworthy.context.UploadParts;
import dev.seaworthy.observation.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of bodies, by whatever thread, counts to their own requests. */
class UploadArrivalsTest {

    private static final int MANY = 200;
    private static final int PIECES = 50;

    private final Units units = new Units((where, more) -> {});
    private final Arrivals arrivals = new Arrivals(units, (where, more) -> {}, Unseen.queries());

    /** Requests that are texts: their content types. What is read comes from the request itself. */
    private final Server server = new Server() {
        @Override
        public Object request(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
            return String.valueOf(request);
        }

        @Override
        public String method(@Nullable Object request) {
            return "POST";
        }

        @Override
        public String path(@Nullable Object request) {
            return "/uploads";
        }

        @Override
        public String contentType(@Nullable Object request) {
            return String.valueOf(request).trim();
        }

        @Override
        public boolean seesBodies() {
            return true;
        }

        @Override
        public @Nullable Object input(@Nullable Object request) {
            return request;
        }

        @Override
        public @Nullable Object input(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return c;
        }

        @Override
        public void read(
                Pieces body, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            if (a instanceof byte[] bytes) {
                body.read(ByteBuffer.wrap(bytes));
            }
        }
    };

    @Test
    void counts_what_many_uploads_at_once_read() throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 1; i <= MANY; i++) {
                int size = i;
                all.add(visitors.submit(() -> counts(size)));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            visitors.shutdown();
        }
    }

    private boolean counts(int size) {
        String request = "image/png" + " ".repeat(size);
        arrivals.enter(server, request, null, null);
        try {
            for (int i = 0; i < PIECES; i++) {
                arrivals.reads(server, size, new byte[size], null, request);
                Thread.yield();
            }
            return bytes(units.current().sent()) == (long) size * PIECES;
        } finally {
            units.end();
        }
    }

    @Test
    void counts_what_a_thread_without_a_request_reads() throws InterruptedException {
        String request = new String("image/png");
        arrivals.enter(server, request, null, null);
        Payload sent = units.current().sent();
        Thread other = new Thread(() -> arrivals.reads(server, 10, new byte[10], null, request));
        other.start();
        other.join();
        units.end();

        assertThat(bytes(sent)).isEqualTo(10);
    }

    @Test
    void forgets_an_upload_whose_object_serves_another_request() throws InterruptedException {
        String request = new String("image/png");
        arrivals.enter(server, request, null, null);
        Payload sent = units.current().sent();
        units.end();
        Server next = describing("application/json");
        arrivals.enter(next, request, null, null);
        units.end();
        Thread other = new Thread(() -> arrivals.reads(server, 10, new byte[10], null, request));
        other.start();
        other.join();

        assertThat(bytes(sent)).isZero();
    }

    @Test
    void keeps_nothing_of_a_request_without_an_upload() {
        arrivals.enter(server, "application/json", null, null);

        assertThat(units.current().sent()).isNull();
        arrivals.reads(server, 10, new byte[10], null, "application/json");
        units.end();
    }

    private Server describing(String type) {
        return new Server() {
            @Override
            public @Nullable Object request(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
                return request;
            }

            @Override
            public String method(@Nullable Object request) {
                return "POST";
            }

            @Override
            public String path(@Nullable Object request) {
                return "/messages";
            }

            @Override
            public String contentType(@Nullable Object request) {
                return type;
            }

            @Override
            public @Nullable Object input(@Nullable Object request) {
                return request;
            }
        };
    }

    private static long bytes(@Nullable Payload sent) {
        return sent instanceof UploadParts parts ? parts.bytes() : -1;
    }
}

package dev.seaworthy.sensor.http.client;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads what {@code java.net.http} sends from memory, apart from {@link Bodies} because an image may lack that module. */
final class Published {

    private Published() {}

    /** What a publisher of the JDK's publishes that holds an array; null for any other. */
    static @Nullable String of(HttpRequest.BodyPublisher publisher) {
        String name = publisher.getClass().getName();
        boolean isMemory = name.equals("jdk.internal.net.http.RequestPublishers$StringPublisher")
                || name.equals("jdk.internal.net.http.RequestPublishers$ByteArrayPublisher");
        long length = isMemory ? publisher.contentLength() : 0;
        if (length <= 0 || length > Bodies.LONGEST) {
            return null;
        }
        Collected collected = new Collected((int) length);
        publisher.subscribe(collected);
        return new String(collected.bytes, 0, collected.length, StandardCharsets.UTF_8);
    }

    /** Takes all that is published at once, as these publishers do. */
    private static final class Collected implements Flow.Subscriber<ByteBuffer> {
        private final byte[] bytes;
        private int length;

        Collected(int most) {
            bytes = new byte[most];
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            int more = Math.min(part.remaining(), bytes.length - length);
            part.get(bytes, length, more);
            length += more;
        }

        @Override
        public void onError(Throwable failed) {}

        @Override
        public void onComplete() {}
    }
}

package dev.seaworthy.context;

import java.util.concurrent.ThreadLocalRandom;

/** Tells different texts apart without keeping them: SipHash-2-4's mixing over characters, which says nothing without its salt. */
final class SaltedHash {

    private final long salt0 = ThreadLocalRandom.current().nextLong();
    private final long salt1 = ThreadLocalRandom.current().nextLong();

    long of(String text, int start, int end) {
        long v0 = salt0 ^ 0x736f6d6570736575L;
        long v1 = salt1 ^ 0x646f72616e646f6dL;
        long v2 = salt0 ^ 0x6c7967656e657261L;
        long v3 = salt1 ^ 0x7465646279746573L;
        for (int i = start; i <= end + 3; i++) {
            long word = i < end ? text.charAt(i) : i == end ? end - start : 0;
            v3 ^= word;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}

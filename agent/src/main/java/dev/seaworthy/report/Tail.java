package dev.seaworthy.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** UTF-8 text that knows whether its end was read: what fails to parse there was cut short. */
final class Tail extends InputStreamReader {

    private boolean reached;

    Tail(InputStream in) {
        super(in, StandardCharsets.UTF_8);
    }

    boolean reached() {
        return reached;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        reached |= count < 0;
        return count;
    }
}

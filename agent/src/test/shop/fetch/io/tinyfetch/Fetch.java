package io.tinyfetch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Stands for a library that came from nowhere: its jar says neither who published it nor what it is called. */
public final class Fetch {

    private Fetch() {}

    /** The status of an answer, or -1 where nobody answers. */
    public static int status(String address) throws IOException {
        HttpURLConnection call = (HttpURLConnection) URI.create(address).toURL().openConnection();
        call.setConnectTimeout(1_000);
        call.setReadTimeout(1_000);
        try {
            return call.getResponseCode();
        } catch (IOException refused) {
            return -1;
        } finally {
            call.disconnect();
        }
    }
}

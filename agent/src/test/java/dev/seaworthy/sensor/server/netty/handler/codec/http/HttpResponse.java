package dev.seaworthy.sensor.server.netty.handler.codec.http;

/** A relocated Netty's. */
public interface HttpResponse {
    Status status();

    HttpHeaders headers();

    /** A status line's. */
    record Status(int code) {}
}

package dev.seaworthy.sensor.server.netty.handler.codec.http;

/** A relocated Netty's, with one header. */
public record HttpHeaders(String contentType) {
    public String get(String name) {
        return name.equals("Content-Type") ? contentType : "";
    }
}

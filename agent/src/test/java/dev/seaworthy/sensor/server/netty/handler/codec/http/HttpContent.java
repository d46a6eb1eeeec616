package dev.seaworthy.sensor.server.netty.handler.codec.http;

/** A relocated Netty's. */
public interface HttpContent {}

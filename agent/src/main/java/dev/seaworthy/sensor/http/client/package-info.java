/** Describes the client libraries whose calls are watched, one class each, by {@link Client}. */
package dev.seaworthy.sensor.http.client;

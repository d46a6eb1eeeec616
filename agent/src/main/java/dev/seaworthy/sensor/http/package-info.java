/** Watches outbound HTTP calls. */
package dev.seaworthy.sensor.http;

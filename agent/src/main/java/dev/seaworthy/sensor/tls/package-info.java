/** Sees TLS at work, whoever uses it. */
package dev.seaworthy.sensor.tls;

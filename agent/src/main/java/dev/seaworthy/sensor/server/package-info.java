/** Watches what this process offers to others. */
package dev.seaworthy.sensor.server;

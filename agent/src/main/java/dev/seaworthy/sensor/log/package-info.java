/** Watches what is logged and what is printed. */
package dev.seaworthy.sensor.log;

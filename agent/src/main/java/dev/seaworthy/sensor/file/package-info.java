/** Watches files that are written, moved and deleted. */
package dev.seaworthy.sensor.file;

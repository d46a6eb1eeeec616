/** What is known of objects of the application that live for microseconds, by their identity and without keeping them alive. */
package dev.seaworthy.sensor.identity;

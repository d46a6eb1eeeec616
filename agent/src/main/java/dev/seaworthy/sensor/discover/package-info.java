/** Finds classes by what they inherit from while the application runs, and has them woven; knows no library. */
package dev.seaworthy.sensor.discover;

/** Which classes are watched, and at which methods: those with known names, and those found by what they do. */
package dev.seaworthy.sensor.jdbc.discover;

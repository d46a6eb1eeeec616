/** What was seen: typed, immutable, JDK types only. */
package dev.seaworthy.observation;

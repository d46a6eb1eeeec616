/** The one class that moves to java.lang when the jar is packed. */
package dev.seaworthy.bridge;

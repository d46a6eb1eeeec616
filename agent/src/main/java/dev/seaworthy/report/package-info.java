/** Reporters: they only read. */
package dev.seaworthy.report;

/** The command line. */
package dev.seaworthy.cli;

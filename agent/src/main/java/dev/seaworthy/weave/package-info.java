/** The bytecode weaver: from a table of hooks to one class file transformer. */
package dev.seaworthy.weave;

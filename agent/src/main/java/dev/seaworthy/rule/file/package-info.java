/** Rules about files. */
package dev.seaworthy.rule.file;

/** Rules about what is logged and printed. */
package dev.seaworthy.rule.log;

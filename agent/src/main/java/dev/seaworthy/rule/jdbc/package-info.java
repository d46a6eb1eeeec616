/** Rules about databases and the connections to them. */
package dev.seaworthy.rule.jdbc;

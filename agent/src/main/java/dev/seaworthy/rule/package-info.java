/** The rules' contract and their explicit list. */
package dev.seaworthy.rule;

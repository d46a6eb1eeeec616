/** The ledger of findings: one entry a rule, place and target. */
package dev.seaworthy.finding;

/** What goes on now: physical connections, leases, statements, transactions, and the ledger of each unit of work. */
package dev.seaworthy.sensor.jdbc.track;

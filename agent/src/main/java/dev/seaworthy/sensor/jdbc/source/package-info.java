/** What drivers, URLs and DataSources say of a connection: its database, login, encryption and time limits. */
package dev.seaworthy.sensor.jdbc.source;

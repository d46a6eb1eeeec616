/** What has gone wrong with agents elsewhere, tried on this one: real JVMs, the packed jar, JDK 17 and 25. */
package dev.seaworthy.it;

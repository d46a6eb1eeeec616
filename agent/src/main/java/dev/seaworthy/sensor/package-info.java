/** What turns a woven call into an observation. */
package dev.seaworthy.sensor;

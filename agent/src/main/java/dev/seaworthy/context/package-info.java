/** Where and in what things happen: unit of work, phase, environment, mounts, hosts, frames, secrets. */
package dev.seaworthy.context;

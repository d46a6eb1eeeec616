/** The one catalogue of settings. */
package dev.seaworthy.config;

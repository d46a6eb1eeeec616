/** Rules about outbound HTTP calls. */
package dev.seaworthy.rule.http;

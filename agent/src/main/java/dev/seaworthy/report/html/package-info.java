/** The report as a web page. Nothing here is loaded before a page is asked for. */
package dev.seaworthy.report.html;

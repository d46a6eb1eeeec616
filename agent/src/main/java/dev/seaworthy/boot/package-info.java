/** Start order, the isolated loader's inside, and the thread that judges. */
package dev.seaworthy.boot;

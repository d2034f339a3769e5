/** Reads the log and hands it to the store. */
@NullMarked
package dev.planline.sink.log;

import org.jspecify.annotations.NullMarked;

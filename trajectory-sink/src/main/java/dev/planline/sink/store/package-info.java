/** The database of the sink: rows and the offsets that they stand for, in one transaction. */
@NullMarked
package dev.planline.sink.store;

import org.jspecify.annotations.NullMarked;

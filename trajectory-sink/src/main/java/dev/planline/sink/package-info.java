/** The sink: folds the log into a store and serves it. */
@NullMarked
package dev.planline.sink;

import org.jspecify.annotations.NullMarked;

/** Folds the log once more and compares the result with what a sink holds. */
@NullMarked
package dev.planline.cli.verify;

import org.jspecify.annotations.NullMarked;

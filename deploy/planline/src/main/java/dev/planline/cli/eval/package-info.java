/** The command that measures how well plans are recalled. */
@NullMarked
package dev.planline.cli.eval;

import org.jspecify.annotations.NullMarked;

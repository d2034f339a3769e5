/** Runs the decision of a stage over recorded inputs and compares it with what was recorded. */
@NullMarked
package dev.planline.cli.shadow;

import org.jspecify.annotations.NullMarked;

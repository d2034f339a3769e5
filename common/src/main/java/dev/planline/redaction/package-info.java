/** Takes keys, tokens and passwords out of the JSON of trajectories. */
@NullMarked
package dev.planline.redaction;

import org.jspecify.annotations.NullMarked;

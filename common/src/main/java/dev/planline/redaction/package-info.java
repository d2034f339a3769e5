/** Takes keys, tokens and passwords out of the JSON of trajectories, and out of texts for people. */
@NullMarked
package dev.planline.redaction;

import org.jspecify.annotations.NullMarked;

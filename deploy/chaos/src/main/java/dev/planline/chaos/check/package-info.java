/** What was sent, what was seen, and whether the one follows from the other. */
@NullMarked
package dev.planline.chaos.check;

import org.jspecify.annotations.NullMarked;

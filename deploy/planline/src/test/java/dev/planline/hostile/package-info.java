/** Hostile input against everything that reads what others wrote. */
@NullMarked
package dev.planline.hostile;

import org.jspecify.annotations.NullMarked;

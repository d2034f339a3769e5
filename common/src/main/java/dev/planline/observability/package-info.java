/** What a process shows of itself: the catalogue of meters, the keys of its logs, and the management port. */
@NullMarked
package dev.planline.observability;

import org.jspecify.annotations.NullMarked;

/** Data of others in the terms of Planline. */
@NullMarked
package dev.planline.cli.dataset;

import org.jspecify.annotations.NullMarked;

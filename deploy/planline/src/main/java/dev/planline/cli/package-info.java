/** The command line of Planline. */
@NullMarked
package dev.planline.cli;

import org.jspecify.annotations.NullMarked;

/** The commands for dead letters: to find them, to look into them, and to send their messages again. */
@NullMarked
package dev.planline.cli.deadletters;

import org.jspecify.annotations.NullMarked;

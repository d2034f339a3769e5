/** The commands for tasks: submit them, see their life, watch the topics. */
@NullMarked
package dev.planline.cli.task;

import org.jspecify.annotations.NullMarked;

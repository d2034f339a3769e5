/** The commands for those who run a cluster: topics and lag. */
@NullMarked
package dev.planline.cli.operations;

import org.jspecify.annotations.NullMarked;

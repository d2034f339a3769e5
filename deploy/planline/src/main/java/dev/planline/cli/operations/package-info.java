/** The commands for those who run a cluster: topics, lag and dead letters. */
@NullMarked
package dev.planline.cli.operations;

import org.jspecify.annotations.NullMarked;

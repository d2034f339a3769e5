/** The command that tries a cluster, and Planline on it, under faults. */
@NullMarked
package dev.planline.cli.chaos;

import org.jspecify.annotations.NullMarked;

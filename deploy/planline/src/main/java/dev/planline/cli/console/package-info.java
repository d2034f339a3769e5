/** What all commands share: their streams, the options for the cluster and the output, tables, JSON, progress and errors. */
@NullMarked
package dev.planline.cli.console;

import org.jspecify.annotations.NullMarked;

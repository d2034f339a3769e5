/** Finds the sink's API. */
@NullMarked
package dev.planline.cli.api;

import org.jspecify.annotations.NullMarked;

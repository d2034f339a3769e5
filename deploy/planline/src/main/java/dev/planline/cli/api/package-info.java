/** Finds the sink's API and talks to it. */
@NullMarked
package dev.planline.cli.api;

import org.jspecify.annotations.NullMarked;

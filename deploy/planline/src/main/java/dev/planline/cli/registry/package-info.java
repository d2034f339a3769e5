/** The commands for the registry of agents and for the routing rules. */
@NullMarked
package dev.planline.cli.registry;

import org.jspecify.annotations.NullMarked;

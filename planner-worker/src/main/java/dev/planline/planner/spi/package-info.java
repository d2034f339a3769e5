/**
 * What a planner is, and what all planners share: the hierarchical expansion, and the check of what goals and descriptions ask for.
 * It knows neither the chain nor any one of them.
 */
@NullMarked
package dev.planline.planner.spi;

import org.jspecify.annotations.NullMarked;

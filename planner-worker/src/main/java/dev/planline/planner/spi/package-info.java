/** What a planner is, and what all planners share; knows neither the chain nor any one of them. */
@NullMarked
package dev.planline.planner.spi;

import org.jspecify.annotations.NullMarked;

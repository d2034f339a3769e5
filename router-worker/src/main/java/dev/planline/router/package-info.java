/** The router stage: chooses and explains an agent for each step of a plan. */
@NullMarked
package dev.planline.router;

import org.jspecify.annotations.NullMarked;

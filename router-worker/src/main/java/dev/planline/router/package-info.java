/**
 * The router stage: chooses an agent for each step of a plan and says why.
 *
 * <p>{@code Routing} decides, from the plan, the registry, the rules and the load as they are at one moment; {@code RuleCheck}
 * finds rules that cannot work before they are published; {@code RouterStage} is the only part that knows the runtime.
 */
@NullMarked
package dev.planline.router;

import org.jspecify.annotations.NullMarked;

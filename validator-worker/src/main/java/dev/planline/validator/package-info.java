/**
 * The validator stage: the gate that a routed plan has to pass.
 *
 * <p>{@code Validation} runs every check, weighs the blame and scores what passes; each check is a small class of its own.
 * {@code ValidatorStage} is the only part that knows the runtime.
 */
@NullMarked
package dev.planline.validator;

import org.jspecify.annotations.NullMarked;

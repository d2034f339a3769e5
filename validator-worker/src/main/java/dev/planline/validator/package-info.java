/** The validator stage: the gate that a routed plan has to pass. */
@NullMarked
package dev.planline.validator;

import org.jspecify.annotations.NullMarked;

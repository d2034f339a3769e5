/** The walls between modules and packages, each with its reason. */
@NullMarked
package dev.planline.architecture;

import org.jspecify.annotations.NullMarked;

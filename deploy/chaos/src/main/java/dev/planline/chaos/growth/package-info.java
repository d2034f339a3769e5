/** Whether processes that run for long take more and more. */
@NullMarked
package dev.planline.chaos.growth;

import org.jspecify.annotations.NullMarked;

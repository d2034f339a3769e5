/** Tests of the whole: every worker as a process of its own, on a real broker. */
@NullMarked
package dev.planline.endtoend;

import org.jspecify.annotations.NullMarked;

/** The command {@code workers}: pauses, resumes and limits workers while they run. */
@NullMarked
package dev.planline.cli.control;

import org.jspecify.annotations.NullMarked;

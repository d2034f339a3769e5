/** Hostile input: values that break things, mutations of what is right, and a run of both against everything that reads. */
@NullMarked
package dev.planline.testkit.hostile;

import org.jspecify.annotations.NullMarked;

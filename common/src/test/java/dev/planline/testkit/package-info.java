/** Helps for tests against a real broker. */
@NullMarked
package dev.planline.testkit;

import org.jspecify.annotations.NullMarked;

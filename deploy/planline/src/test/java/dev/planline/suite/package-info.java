/**
 * The concurrency tests of the system that Planline replaces, all thirty, with exact counts. Each names its number and its old
 * name. Where an old test only exercised a lock of its own, this one exercises the product code that was meant.
 */
@NullMarked
package dev.planline.suite;

import org.jspecify.annotations.NullMarked;

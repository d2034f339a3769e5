/** How long the program takes from the start of its process until it works, with and without an AOT cache. */
@NullMarked
package dev.planline.benchmarks.startup;

import org.jspecify.annotations.NullMarked;

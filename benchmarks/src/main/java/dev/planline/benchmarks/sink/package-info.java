/** What the sink stores, shows and samples in which time, through the faces that its users have. */
@NullMarked
package dev.planline.benchmarks.sink;

import org.jspecify.annotations.NullMarked;

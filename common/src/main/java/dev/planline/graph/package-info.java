/** The graph of a plan: what must come before what, with groups resolved to the steps in them. */
@NullMarked
package dev.planline.graph;

import org.jspecify.annotations.NullMarked;

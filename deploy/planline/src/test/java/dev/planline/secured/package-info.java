/** Planline on a cluster that asks who everybody is and allows nobody more than the list of rights. */
@NullMarked
package dev.planline.secured;

import org.jspecify.annotations.NullMarked;

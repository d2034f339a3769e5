/** Checks the pages that are generated from the code of several modules. */
@NullMarked
package dev.planline.docs;

import org.jspecify.annotations.NullMarked;

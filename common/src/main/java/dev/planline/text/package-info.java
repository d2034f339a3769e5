/** Small helps with texts: their words and stems, and what to say to people. */
@NullMarked
package dev.planline.text;

import org.jspecify.annotations.NullMarked;

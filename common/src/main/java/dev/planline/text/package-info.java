/** Small helps with texts: their words, and what to say to people. */
@NullMarked
package dev.planline.text;

import org.jspecify.annotations.NullMarked;

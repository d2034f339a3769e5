/** Small helps for messages to people. */
@NullMarked
package dev.planline.text;

import org.jspecify.annotations.NullMarked;

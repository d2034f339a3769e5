/** Tests of the image and of the compose file. */
@NullMarked
package dev.planline.image;

import org.jspecify.annotations.NullMarked;

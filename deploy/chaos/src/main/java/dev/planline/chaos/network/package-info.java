/** A network between processes of this machine that can fail. */
@NullMarked
package dev.planline.chaos.network;

import org.jspecify.annotations.NullMarked;

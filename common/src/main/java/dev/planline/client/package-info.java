/** For programs that use a cluster of Planline's: publish tasks and other values, read topics, declare topics. */
@NullMarked
package dev.planline.client;

import org.jspecify.annotations.NullMarked;

/** Brokers and workers in processes of their own, made to be killed. */
@NullMarked
package dev.planline.chaos.cluster;

import org.jspecify.annotations.NullMarked;

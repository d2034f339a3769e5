/** Serves the pool, the replay buffer and the life of tasks over HTTP. */
@NullMarked
package dev.planline.sink.api;

import org.jspecify.annotations.NullMarked;

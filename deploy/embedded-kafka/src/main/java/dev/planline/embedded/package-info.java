/** A real Kafka broker (KRaft) in this process. */
@NullMarked
package dev.planline.embedded;

import org.jspecify.annotations.NullMarked;

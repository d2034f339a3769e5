/**
 * The vocabulary of Planline as values: what travels on the topics, checked when it is made.
 *
 * <p>A record component is required on the wire unless it is {@code @Nullable} or {@link dev.planline.model.Defaulted}.
 * The package knows nothing of JSON, Kafka or clocks.
 */
@NullMarked
package dev.planline.model;

import org.jspecify.annotations.NullMarked;

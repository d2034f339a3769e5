/**
 * The sink: folds the log into a store and serves it.
 *
 * <p>{@code log} reads, {@code store} keeps rows and offsets in one transaction, {@code pool} and {@code replay} answer from
 * the store, {@code api} serves them. The log is the truth: everything here can be made again from it.
 */
@NullMarked
package dev.planline.sink;

import org.jspecify.annotations.NullMarked;

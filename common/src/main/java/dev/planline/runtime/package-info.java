/**
 * The runtime that every stage shares: it owns consumers, producers, threads, transactions, retries, dead letters and
 * shutdown, so that a stage is nothing but handlers that turn a message into an outcome.
 */
@NullMarked
package dev.planline.runtime;

import org.jspecify.annotations.NullMarked;

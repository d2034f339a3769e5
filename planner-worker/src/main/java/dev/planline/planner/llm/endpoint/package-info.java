/**
 * Asks a model at an endpoint that speaks OpenAI's protocol, and survives it: a deadline over all, a circuit breaker, bounded
 * retries, a rate limit, bounded replies. It knows nothing of plans.
 */
@NullMarked
package dev.planline.planner.llm.endpoint;

import org.jspecify.annotations.NullMarked;

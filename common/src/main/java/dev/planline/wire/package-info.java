/**
 * How the values of {@code model} travel: topics, JSON with strict decoding, headers, and the documents that describe them.
 */
@NullMarked
package dev.planline.wire;

import org.jspecify.annotations.NullMarked;

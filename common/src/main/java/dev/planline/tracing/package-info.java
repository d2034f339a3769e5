/** Traces: what becomes of a record, as spans that go to a collector. Nothing outside knows by which library. */
@NullMarked
package dev.planline.tracing;

import org.jspecify.annotations.NullMarked;

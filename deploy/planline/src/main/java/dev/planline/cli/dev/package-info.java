/** Development mode: a broker, the four workers and the sink's API in one process, with example agents if wanted; and the demo. */
@NullMarked
package dev.planline.cli.dev;

import org.jspecify.annotations.NullMarked;

/** One service as a process of its own: settings in, health and metrics out, an orderly end. */
@NullMarked
package dev.planline.process;

import org.jspecify.annotations.NullMarked;

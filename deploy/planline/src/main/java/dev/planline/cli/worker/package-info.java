/** The commands that run one worker against a cluster. */
@NullMarked
package dev.planline.cli.worker;

import org.jspecify.annotations.NullMarked;

/**
 * Reads settings from a properties file, the environment and the command line, by definitions that say type, default, check
 * and meaning of each key. All problems are reported at once.
 */
@NullMarked
package dev.planline.settings;

import org.jspecify.annotations.NullMarked;

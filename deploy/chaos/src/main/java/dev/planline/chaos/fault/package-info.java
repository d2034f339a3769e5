/** What goes wrong on purpose, and when: a function of a seed. */
@NullMarked
package dev.planline.chaos.fault;

import org.jspecify.annotations.NullMarked;

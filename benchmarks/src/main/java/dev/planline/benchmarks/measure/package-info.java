/** Runs contenders against a broker, and judges what comes out. */
@NullMarked
package dev.planline.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

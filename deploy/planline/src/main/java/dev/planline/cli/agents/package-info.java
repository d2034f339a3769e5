/**
 * The example agents: they carry out validated plans as a simulation, so that everything behind them can be tried without a
 * real agent. Whatever they report says that it is simulated.
 */
@NullMarked
package dev.planline.cli.agents;

import org.jspecify.annotations.NullMarked;

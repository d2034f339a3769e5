package dev.planline.cli.shadow;

/** What a stage makes of an input now. */
record Decision(String taskId, Facets facets) {}

package dev.planline.planner;

import java.util.List;

/**
 * A way to reach goals of one kind.
 *
 * @param words stems and phrases that tell that a goal is of this kind
 */
record Template(String name, List<String> words, List<TemplateNode> nodes) {}

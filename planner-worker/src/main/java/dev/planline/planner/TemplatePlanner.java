package dev.planline.planner;

import dev.planline.model.Plan;
import dev.planline.model.Task;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Division;
import dev.planline.planner.spi.Expanded;
import dev.planline.planner.spi.Expansion;
import dev.planline.planner.spi.Planner;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans by rules over the words of the goal; needs no model and always answers.
 *
 * <p>The template with the most matching words wins, words near the start of the goal counting more, since that is where
 * people say what they want done. What the goal asks for in particular ("with payments") goes into the part of the template
 * that takes features.
 */
public final class TemplatePlanner implements Planner {

    /** The name that its plans carry. */
    public static final String NAME = "template";

    private static final TemplateNode WHOLE = TemplateNode.leaf("all", "generic", "Carry it out as a whole: {goal}", List.of());

    private final Template fallback;
    private final List<Sought<Template>> templates;
    private final List<Sought<TemplateNode>> features;

    /** Something to be found in a goal by any of these phrases, taken apart once. */
    private record Sought<T>(T what, List<Words> phrases) {

        static <T> Sought<T> by(List<String> words, T what) {
            return new Sought<>(what, words.stream().map(Words::of).toList());
        }

        boolean in(Words goal) {
            return phrases.stream().anyMatch(goal::contain);
        }
    }

    /** With the templates that come with it. */
    public TemplatePlanner() {
        Templates loaded = Templates.load();
        fallback = loaded.fallback();
        templates = loaded.templates().stream().map(template -> Sought.by(template.words(), template)).toList();
        features = loaded.features().stream().map(feature -> Sought.by(feature.words(), feature.node())).toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer plan(Task task) throws InterruptedException {
        Words goal = Words.of(task.goal());
        Template best = fallback;
        double bestScore = 0;
        for (Sought<Template> template : templates) {
            double score = score(template.phrases(), goal);
            if (score > bestScore + 1e-9) {
                best = template.what();
                bestScore = score;
            }
        }
        double confidence = bestScore == 0 ? 0.2 : Math.min(0.9, 0.4 + 0.1 * bestScore);
        return answer(task, withFeatures(best.nodes(), goal), confidence);
    }

    private static Answer answer(Task task, List<TemplateNode> nodes, double confidence) throws InterruptedException {
        List<TemplateNode> top = nodes.size() <= task.constraints().maxSteps() ? nodes : List.of(WHOLE);
        var expansion = new Expansion<Piece>(task.constraints(), piece -> new Division.Into<>(piece.parts()));
        return switch (expansion.expand(Piece.of(top, new Wording(task.goal())))) {
            case Expanded.Refused(String reason) -> new Answer.Declined(reason);
            case Expanded.Tree tree ->
                new Answer.Planned(new Plan(task.taskId(), 1, task.goal(), NAME, confidence, List.of(), tree.groups(),
                        tree.steps(), task.context(), task.constraints(), List.of()));
        };
    }

    private static double score(List<Words> phrases, Words goal) {
        double score = 0;
        for (Words phrase : phrases) {
            if (goal.contain(phrase)) {
                // phrases say more than single words
                score += (1 + 0.5 * (phrase.size() - 1)) * (1.5 - goal.position(phrase));
            }
        }
        return score;
    }

    private List<TemplateNode> withFeatures(List<TemplateNode> nodes, Words goal) {
        List<TemplateNode> wanted = features.stream().filter(feature -> feature.in(goal)).map(Sought::what).toList();
        return wanted.isEmpty() ? nodes : nodes.stream().map(node -> node.features() ? insert(node, wanted) : node).toList();
    }

    /** Before the last part, which may have to wait for all before it. */
    private static TemplateNode insert(TemplateNode node, List<TemplateNode> wanted) {
        if (node.parts().isEmpty()) {
            var parts = new ArrayList<TemplateNode>();
            parts.add(TemplateNode.leaf("core", node.type(), node.text(), List.of()));
            parts.addAll(wanted);
            return node.withParts(parts);
        }
        var parts = new ArrayList<>(node.parts());
        parts.addAll(parts.size() - 1, wanted);
        return node.withParts(parts);
    }
}

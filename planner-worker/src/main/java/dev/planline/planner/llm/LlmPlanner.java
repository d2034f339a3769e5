package dev.planline.planner.llm;

import dev.planline.model.Agent;
import dev.planline.model.Plan;
import dev.planline.model.Task;
import dev.planline.planner.llm.endpoint.Endpoint;
import dev.planline.planner.llm.endpoint.Reply;
import dev.planline.planner.llm.endpoint.Session;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Division;
import dev.planline.planner.spi.Expanded;
import dev.planline.planner.spi.Expansion;
import dev.planline.planner.spi.Planner;
import dev.planline.wire.Codec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks a model for the parts of the goal, and again for the parts of what is still too much for one agent. */
public final class LlmPlanner implements Planner {

    /** The name that its plans carry. */
    public static final String NAME = "llm";

    private static final int CONTEXT_LIMIT = 20_000;
    private static final double WHOLE = 0.7;
    private static final double WITH_FAILURES = 0.5;

    private final Codec codec = new Codec();
    private final Endpoint endpoint;
    private final Supplier<Map<String, Agent>> agents;

    /**
     * With this model.
     *
     * @param agents the registry as it is now, whose types of steps are offered to the model
     */
    public LlmPlanner(Endpoint endpoint, Supplier<Map<String, Agent>> agents) {
        this.endpoint = endpoint;
        this.agents = agents;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer plan(Task task) throws InterruptedException {
        List<String> types = agents.get().values().stream().flatMap(agent -> agent.stepTypes().stream()).distinct().sorted().toList();
        if (types.isEmpty()) {
            return new Answer.Declined("no agent is registered, so there are no types of steps to offer to the model");
        }
        int context = codec.toJson(task.context()).length();
        if (context > CONTEXT_LIMIT) {
            return new Answer.Declined("the context has " + context + " characters; at most " + CONTEXT_LIMIT + " are sent to a model");
        }
        return new Planning(task, types).answer();
    }

    /** One task on its way to a plan. */
    private final class Planning {

        private final Task task;
        private final Prompt prompt;
        private final Reading reading;
        private final Session session;

        Planning(Task task, List<String> types) {
            this.task = task;
            this.prompt = new Prompt(codec, task, types);
            this.reading = new Reading(codec, types);
            this.session = endpoint.open();
        }

        Answer answer() throws InterruptedException {
            return switch (divide(List.of())) {
                case Division.Failed<Suggestion>(String reason) -> declined(reason);
                case Division.Into<Suggestion>(List<Suggestion> top) -> grown(top);
            };
        }

        private Answer grown(List<Suggestion> top) throws InterruptedException {
            var expansion = new Expansion<Suggestion>(task.constraints(), whole -> divide(whole.path()));
            return switch (expansion.expand(top)) {
                case Expanded.Refused(String reason) -> declined(reason);
                case Expanded.Tree tree -> new Answer.Planned(planned(tree));
            };
        }

        private Division<Suggestion> divide(List<SuggestedPart> path) throws InterruptedException {
            return switch (session.ask(prompt.of(path))) {
                case Reply.Failed(String reason) -> new Division.Failed<>(reason);
                case Reply.Text(String text) -> reading.parts(text, path);
            };
        }

        private Answer declined(String reason) {
            return new Answer.Declined(reason, session.usage());
        }

        private Plan planned(Expanded.Tree tree) {
            double confidence = tree.failures() == 0 ? WHOLE : WITH_FAILURES;
            return new Plan(task.taskId(), 1, task.goal(), NAME, confidence, List.of(), tree.groups(), tree.steps(), task.context(),
                    task.constraints(), List.of(), List.of(), session.usage());
        }
    }
}

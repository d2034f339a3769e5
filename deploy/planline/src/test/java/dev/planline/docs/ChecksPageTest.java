package dev.planline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Abandonment;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Remedy;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import dev.planline.planner.PlannerStage;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.Outcome.Output;
import dev.planline.runtime.StageHarness;
import dev.planline.runtime.StageHarness.Handled;
import dev.planline.testkit.GeneratedFile;
import dev.planline.validator.ValidatorSettings;
import dev.planline.validator.ValidatorStage;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes down what the stages do with {@link RejectedRoutes}; nothing on the page but the words is written by hand. */
class ChecksPageTest {

    private static final InstantSource CLOCK = () -> RejectedRoutes.NOW;
    private static final String HEAD = """
            # What the validator checks

            Generated from what the stages do; do not edit. `ChecksPageTest` checks it and rewrites it with `-Dupdate`.

            All checks always run, and a plan passes if none finds anything. What they find are violations, each with a `code`, the step, a
            message, a hint, and a `remedy`: what a stage can do about it. The remedies decide whom the verdict blames. If any is for the
            planner, the planner gets the plan back, since a new plan is routed anew; else the router does. After three rounds
            (`validator.rounds`), or if the same steps come again with the same agents, the task is abandoned with every
            round's violations. [0019](decisions/0019-remedies.md) says why.

            """;

    private final StageHarness validator = new StageHarness(
            ValidatorStage.of(ValidatorSettings.DEFAULT, () -> RejectedRoutes.AGENTS, CLOCK), CLOCK);
    private final StageHarness planner = new StageHarness(PlannerStage.of(new Anew(), () -> RejectedRoutes.AGENTS, CLOCK), CLOCK);
    private final StageHarness router = new StageHarness(
            RouterStage.of(RouterSettings.DEFAULT, () -> RejectedRoutes.AGENTS, Map::of,
                    new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), CLOCK),
            CLOCK);

    private final Map<ViolationCode, Set<Remedy>> remedies = new EnumMap<>(ViolationCode.class);
    private final Map<ViolationCode, Violation> examples = new EnumMap<>(ViolationCode.class);
    private final Map<Remedy, Rejection> rejections = new EnumMap<>(Remedy.class);

    @Test
    void thePageShowsWhatIsFoundAndWhatComesOfIt() throws IOException {
        RejectedRoutes.all().forEach(route -> note(output(validator.give(Topic.ROUTES, route))));
        assertThat(remedies.keySet()).containsExactly(ViolationCode.values());
        assertThat(rejections.keySet()).containsExactly(Remedy.values());
        GeneratedFile.check("docs/checks.md", HEAD + codes() + "\n" + remedies());
    }

    @Test
    void aViolationThatNamesNoRemedyHasOneThatItsCodeMayHave() {
        RejectedRoutes.all().forEach(route -> note(output(validator.give(Topic.ROUTES, route))));
        for (ViolationCode code : ViolationCode.values()) {
            Remedy usual = code.usual();
            if (usual == null) {
                assertThat(remedies.get(code)).as(code.name()).isEmpty();
            } else {
                assertThat(remedies.get(code)).as(code.name()).contains(usual);
            }
        }
    }

    private void note(Output output) {
        switch (output.value()) {
            case Rejection rejection -> rejection.verdict().violations().forEach(violation -> note(violation, rejection));
            case Abandonment abandonment -> {
                Round last = abandonment.verdict().rounds().getLast();
                note(last.violations().getLast(), null);
            }
            default -> throw new AssertionError("accepted: " + output);
        }
    }

    private void note(Violation violation, Rejection rejection) {
        ViolationCode code = ViolationCode.valueOf(violation.code());
        assertThat(violation.check()).isEqualTo(code.check());
        examples.putIfAbsent(code, violation);
        Set<Remedy> known = remedies.computeIfAbsent(code, key -> EnumSet.noneOf(Remedy.class));
        Remedy remedy = violation.remedy();
        if (remedy != null) {
            known.add(remedy);
            assertThat(rejection.verdict().blame()).isEqualTo(remedy.blame());
            boolean telling = remedy != Remedy.REASSIGN || !violation.against().isEmpty();
            if (telling && acts(remedy, rejection)) {
                rejections.putIfAbsent(remedy, rejection);
            }
        }
    }

    /** Whether the rejection leads to a new plan or route; else it is one that nothing can be done about. */
    private boolean acts(Remedy remedy, Rejection rejection) {
        StageHarness stage = stage(remedy);
        return output(stage.give(Topic.REJECTED, rejection)).topic() != Topic.ABANDONED;
    }

    private String codes() {
        var rows = new ArrayList<String>();
        examples.forEach((code, example) -> rows.add(row("`" + code + "`", code.check(), blames(code), names(code), example.message())));
        return "## Violations\n\n| code | check | blame | remedy | for example |\n|---|---|---|---|---|\n" + String.join("", rows);
    }

    private String blames(ViolationCode code) {
        Set<Remedy> known = remedies.get(code);
        return known.isEmpty()
                ? "none"
                : known.stream().map(remedy -> remedy.blame().name()).distinct().sorted().collect(Collectors.joining(" or "));
    }

    private String names(ViolationCode code) {
        Set<Remedy> known = remedies.get(code);
        return known.isEmpty() ? "none" : known.stream().map(ChecksPageTest::name).collect(Collectors.joining(", "));
    }

    private String remedies() {
        var rows = new ArrayList<String>();
        rejections.forEach(
                (remedy, rejection) -> rows.add(row(name(remedy), remedy.blame().name(), words(remedy), example(remedy, rejection))));
        return "## Remedies\n\n| remedy | blame | what that stage does | for example |\n|---|---|---|---|\n" + String.join("", rows);
    }

    private static String words(Remedy remedy) {
        return switch (remedy) {
            case REASSIGN ->
                "The router assigns the step anew. It passes over the agents in `against`, of this round and of all before, and over "
                        + "those of earlier rounds only as long as somebody else can do the step.";
            case REDESCRIBE ->
                "The planner gives the step a type of kin that some agent lists, or leaves out skills that no agent has besides the others, and notes them.";
            case SPLIT ->
                "The planner puts a step for each of the `parts` in its place, one after the other. Who waited for the step waits for the last.";
            case DROP ->
                "The planner leaves the step out. If no step is named, it leaves out those with `\"optional\": true` in their metadata; "
                        + "if there are none, it plans within half the steps.";
            case REPLAN -> "The planner plans the task anew.";
        };
    }

    /** What one stage makes of it; the other must leave it alone. */
    private String example(Remedy remedy, Rejection rejection) {
        StageHarness other = stage(remedy) == planner ? router : planner;
        assertThat(other.give(Topic.REJECTED, rejection)).isEqualTo(new Handled.Published(List.of()));
        return switch (output(stage(remedy).give(Topic.REJECTED, rejection)).value()) {
            case Plan plan -> shown(rejection.plan()) + " becomes " + shown(plan);
            case RoutedPlan route -> shown(rejection.route()) + " becomes " + shown(route);
            default -> throw new AssertionError(remedy + " leads to neither plan nor route");
        };
    }

    private StageHarness stage(Remedy remedy) {
        return switch (remedy.blame()) {
            case PLAN -> planner;
            case ROUTE -> router;
        };
    }

    private static String shown(Plan plan) {
        return plan.steps().stream().map(step -> step.stepId() + " (" + step.type()
                + (step.requiredSkills().isEmpty() ? "" : ": " + String.join(", ", step.requiredSkills())) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String shown(RoutedPlan route) {
        return route.assignments().stream().map(assignment -> assignment.stepId() + " by " + assignment.agent())
                .collect(Collectors.joining(", "));
    }

    private static Output output(Handled handled) {
        return switch (handled) {
            case Handled.Published(List<Output> outputs) -> outputs.getFirst();
            case Handled.DeadLetter letter -> throw new AssertionError(letter);
        };
    }

    private static String name(Remedy remedy) {
        return "`" + remedy.name().toLowerCase(Locale.ROOT) + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Has the same plan for every task, which no rejected route has. */
    private record Anew() implements Planner {

        @Override
        public String name() {
            return "anew";
        }

        @Override
        public Answer plan(Task task) {
            return new Answer.Planned(new Plan(task.taskId(), 1, task.goal(), name(), 1, List.of(), List.of(),
                    List.of(new Step("new", "code", "do it otherwise", null, List.of())), task.context(), task.constraints(), List.of()));
        }
    }
}

package dev.planline.planner.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Constraints;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private static final long SEED = Long.getLong("planline.seed", 20_261_125);

    @Test
    void aGroupIsAContainerWhoseFirstPartsWaitForWhatItWaitsFor() throws InterruptedException {
        Expanded.Tree tree = tree(limits(100, 5), part("a"), group("b", List.of("a"), part("x"), part("y", "x")), part("c", "b"));
        assertThat(tree.groups()).containsExactly(new Group("b", "do b", null));
        assertThat(dependencies(tree)).containsExactlyInAnyOrderEntriesOf(Map.of(
                "a", List.of(), "b.x", List.of("a"), "b.y", List.of("b.x"), "c", List.of("b")));
    }

    @Test
    void aPartMayComeBeforeSiblingsThatStandBeforeIt() throws InterruptedException {
        Expanded.Tree tree = tree(limits(100, 5), group("g", List.of(), part("x", "y"), part("y")));
        assertThat(dependencies(tree)).containsExactlyInAnyOrderEntriesOf(Map.of("g.x", List.of("g.y"), "g.y", List.of()));
    }

    @Test
    void aBranchThatCannotBeDividedStaysWholeAndSaysWhy() throws InterruptedException {
        Node good = group("good", List.of(), part("x"));
        for (Map.Entry<String, Node> bad : Map.of(
                "no luck", failing("bad", "no luck"),
                "the id \"bad.x\" is used more than once", group("bad", List.of(), part("x"), part("x")),
                "\"bad.x\" depends on \"bad.elsewhere\", which does not exist", group("bad", List.of(), part("x", "elsewhere")),
                "\"bad.x\" depends on itself", group("bad", List.of(), part("x", "x")),
                "a cycle: bad.x after bad.y after bad.x", group("bad", List.of(), part("x", "y"), part("y", "x")),
                "description: must not be blank", group("bad", List.of(), new Node("x", List.of(), List.of(), null, " ")),
                "stepId: has 201 characters; at most 200 are allowed", group("bad", List.of(), part("x".repeat(197))),
                "it has no parts", new Node("bad", List.of(), List.of(), "", "do bad")).entrySet()) {
            Expanded.Tree tree = tree(limits(100, 5), good, bad.getValue());
            assertThat(tree.failures()).isOne();
            assertThat(tree.steps()).extracting(Step::stepId).as(bad.getKey()).containsExactlyInAnyOrder("good.x", "bad");
            assertThat(tree.steps().stream().filter(step -> step.stepId().equals("bad"))).extracting(Step::metadata).containsExactly(
                    Map.of("expansionFailed", bad.getKey(), "of", "bad"));
            assertThat(tree.groups()).extracting(Group::groupId).containsExactly("good");
        }
    }

    /** Half of a pair of surrogates would be refused by whoever reads the plan. */
    @Test
    void aReasonIsNotCutWithinACharacter() throws InterruptedException {
        Expanded.Tree tree = tree(limits(100, 5), failing("bad", "x".repeat(296) + "\ud83d\ude00".repeat(10)));
        assertThat(tree.steps().getFirst().metadata()).containsEntry(Expansion.FAILED, "x".repeat(296) + "...");
    }

    @Test
    void aFlawAtTheTopLeavesNothing() throws InterruptedException {
        assertThat(expand(limits(100, 5), part("x"), part("x")))
                .isEqualTo(new Expanded.Refused("the id \"x\" is used more than once"));
        assertThat(expand(limits(100, 5))).isEqualTo(new Expanded.Refused("it has no parts"));
        assertThat(expand(limits(1, 5), part("x"), part("y")))
                .isEqualTo(new Expanded.Refused("it has 2 parts at the top; at most 1 steps are allowed"));
    }

    @Test
    void idsOfDifferentLevelsThatFallTogetherSpoilTheLowerOne() throws InterruptedException {
        Expanded.Tree tree = tree(limits(100, 5), part("a.b"), group("a", List.of(), part("b")));
        assertThat(tree.steps()).extracting(Step::stepId).containsExactlyInAnyOrder("a.b", "a");
        assertThat(tree.failures()).isOne();
    }

    @Test
    void nobodyIsAskedForPartsThatWouldNotFit() throws InterruptedException {
        var asked = new ArrayList<String>();
        Divider<Node> divider = whole -> {
            asked.add(whole.id());
            return new Division.Into<>(whole.parts());
        };
        var deep = List.of(group("a", List.of(), group("b", List.of(), part("x"), part("y"))), part("z"));
        new Expansion<>(limits(2, 5), divider).expand(deep);
        assertThat(asked).isEmpty();
        new Expansion<>(limits(9, 1), divider).expand(deep);
        assertThat(asked).containsExactly("a");
        Expanded.Tree tree = (Expanded.Tree) new Expansion<>(limits(3, 5), divider)
                .expand(List.of(group("c", List.of(), part("x"), part("y"), part("z")), part("d")));
        assertThat(tree.steps()).extracting(Step::stepId, Step::metadata)
                .containsExactly(tuple("c", Map.of("of", "c")),
                        tuple("d", Map.of("of", "d")));
    }

    @Test
    void aThousandStepsLongChainsAndWideLayersAreNoDanger() throws InterruptedException {
        Node[] groups = IntStream.range(0, 10).mapToObj(i -> group("g" + i, List.of(), plain(10))).toArray(Node[]::new);
        Expanded.Tree thousand = tree(limits(1_000, 5), groups(10, groups));
        assertThat(thousand.steps()).hasSize(1_000);
        assertThat(thousand.groups()).hasSize(110);

        Node[] chain = IntStream.range(0, 500).mapToObj(i -> i == 0 ? part("c0") : part("c" + i, "c" + (i - 1))).toArray(Node[]::new);
        Expanded.Tree chained = tree(limits(1_000, 5), group("chain", List.of(), chain));
        assertThat(graph(chained).ends(step -> 1)).containsEntry("chain.c499", 500.0);

        Node[] layers = IntStream.range(0, 1_000).mapToObj(i -> part("l" + i, above(i))).toArray(Node[]::new);
        Expanded.Tree layered = tree(limits(1_000, 5), layers);
        assertThat(graph(layered).ends(step -> 1)).containsEntry("l999", 125.0);
    }

    @Test
    void whateverIsAnsweredTheLimitsHoldAndTheRestStands() throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            String name = "seed " + SEED + " case " + i;
            var random = new Random(SEED + i);
            Constraints limits = limits(random.nextInt(1, 200), random.nextInt(1, 6));
            List<Node> top = siblings(random, random.nextInt(1, 12), 0);
            switch (new Expansion<>(limits, ExpansionTest::divide).expand(top)) {
                case Expanded.Refused _ -> assertThat(top.size() > limits.maxSteps() || spoilt(top)).as(name).isTrue();
                case Expanded.Tree tree -> assertStands(name, limits, top, tree);
            }
        }
    }

    private static void assertStands(String name, Constraints limits, List<Node> top, Expanded.Tree tree) {
        assertThat(spoilt(top)).as(name).isFalse();
        PlanGraph.Sound graph = graph(tree);
        assertThat(tree.steps()).as(name).hasSizeBetween(1, limits.maxSteps());
        assertThat(graph.depth()).as(name).isLessThanOrEqualTo(limits.maxDepth());
        Map<String, Node> byId = new HashMap<>();
        top.forEach(node -> index(node, node.id(), byId));
        Set<String> marked = tree.steps().stream().filter(step -> step.metadata().containsKey(Expansion.FAILED)).map(Step::stepId)
                .collect(Collectors.toSet());
        assertThat(marked).as(name).hasSize(tree.failures()).allMatch(id -> fails(byId.get(id)));
        assertThat(tree.groups()).as(name).noneMatch(group -> fails(byId.get(group.groupId())));
        assertThat(leaves(tree)).as(name).containsExactlyInAnyOrderElementsOf(top.stream().map(Node::id).toList());
    }

    /** The ids at the top that the steps come from: none is lost, none is new. */
    private static Set<String> leaves(Expanded.Tree tree) {
        return tree.steps().stream().map(step -> step.stepId().replaceAll("\\..*", "")).collect(Collectors.toSet());
    }

    private static void index(Node node, String id, Map<String, Node> byId) {
        byId.put(id, node);
        node.parts().forEach(part -> index(part, id + "." + part.id(), byId));
    }

    private static boolean fails(Node node) {
        return node.failure() != null || node.parts().isEmpty() || spoilt(node.parts());
    }

    private static boolean spoilt(List<Node> siblings) {
        List<String> ids = siblings.stream().map(Node::id).toList();
        return Set.copyOf(ids).size() < ids.size()
                || siblings.stream().anyMatch(node -> node.after().stream().anyMatch(id -> id.equals(node.id()) || !ids.contains(id)));
    }

    /** Mostly sound; a few stand twice, wait for themselves or for nobody; the deeper, the fewer have parts. */
    private static List<Node> siblings(Random random, int size, int level) {
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < size; i++) {
            List<String> before = nodes.stream().map(Node::id).filter(id -> random.nextInt(4) == 0).distinct().toList();
            String id = random.nextInt(60) == 0 && i > 0 ? nodes.getFirst().id() : "p" + i;
            List<String> after = random.nextInt(60) == 0 ? List.of(random.nextBoolean() ? id : "nobody") : before;
            boolean whole = random.nextInt(3 + level) > 1;
            String failure = !whole && random.nextInt(10) == 0 ? "no luck" : null;
            List<Node> parts = whole ? List.of() : siblings(random, random.nextInt(1, 9), level + 1);
            nodes.add(new Node(id, after, parts, failure, "do it"));
        }
        return nodes;
    }

    private static Division<Node> divide(Node whole) {
        return whole.failure() == null || whole.failure().isEmpty()
                ? new Division.Into<>(whole.parts())
                : new Division.Failed<>(whole.failure());
    }

    private static Expanded.Tree tree(Constraints limits, Node... top) throws InterruptedException {
        assertThat(expand(limits, top)).isInstanceOf(Expanded.Tree.class);
        return (Expanded.Tree) expand(limits, top);
    }

    private static Expanded expand(Constraints limits, Node... top) throws InterruptedException {
        return new Expansion<>(limits, ExpansionTest::divide).expand(List.of(top));
    }

    private static PlanGraph.Sound graph(Expanded.Tree tree) {
        var plan = new Plan("t", 1, "goal", "test", 1, List.of(), tree.groups(), tree.steps(), Map.of(), Constraints.DEFAULT, List.of());
        assertThat(PlanGraph.of(plan)).isInstanceOf(PlanGraph.Sound.class);
        return (PlanGraph.Sound) PlanGraph.of(plan);
    }

    private static Map<String, List<String>> dependencies(Expanded.Tree tree) {
        return tree.steps().stream().collect(Collectors.toMap(Step::stepId, Step::dependsOn));
    }

    private static Constraints limits(int steps, int depth) {
        return new Constraints(steps, depth, null, null, Priority.MEDIUM);
    }

    private static Node[] plain(int count) {
        return IntStream.range(0, count).mapToObj(i -> part("s" + i)).toArray(Node[]::new);
    }

    private static Node[] groups(int count, Node... parts) {
        return IntStream.range(0, count).mapToObj(i -> group("o" + i, List.of(), parts)).toArray(Node[]::new);
    }

    private static String[] above(int i) {
        return i < 8 ? new String[0] : IntStream.range(i / 8 * 8 - 8, i / 8 * 8).mapToObj(j -> "l" + j).toArray(String[]::new);
    }

    private static Node part(String id, String... after) {
        return new Node(id, List.of(after), List.of(), null, "do " + id);
    }

    private static Node group(String id, List<String> after, Node... parts) {
        return new Node(id, after, List.of(parts), null, "do " + id);
    }

    private static Node failing(String id, String reason) {
        return new Node(id, List.of(), List.of(), reason, "do " + id);
    }

    /** With a failure it is divisible whatever its parts; with an empty one it is, and is divided into nothing. */
    private record Node(String id, List<String> after, List<Node> parts, String failure, String description) implements Part {

        @Override
        public String type() {
            return "code";
        }

        @Override
        public List<String> skills() {
            return List.of();
        }

        @Override
        public Map<String, Object> metadata() {
            return Map.of("of", id);
        }

        @Override
        public boolean divisible() {
            return failure != null || !parts.isEmpty();
        }
    }
}

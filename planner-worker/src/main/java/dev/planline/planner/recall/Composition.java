package dev.planline.planner.recall;

import dev.planline.planner.recall.Recollection.RecalledStep;
import dev.planline.text.Stem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Composes what a neighbourhood supports most. */
final class Composition {

    /** Parts that are looked at, the likeliest. */
    private static final int CANDIDATES = 40;

    private static final int BASED_ON = 5;

    private static final double HALF_REACHED = 0.03;
    private static final double CALIBRATION = 0.4;

    private final Neighbourhood neighbours;
    private final String goal;
    private final List<Stem> words;
    private final Kriging kriging;

    private Composition(Neighbourhood neighbours, String goal, List<Stem> words) {
        this.neighbours = neighbours;
        this.goal = goal;
        this.words = words;
        this.kriging = neighbours.weigh();
    }

    /**
     * What these exemplars, one or more, say about a goal.
     *
     * @param words the stems of the goal
     * @param usual how many of all exemplars have a part, in 0..1
     * @param most how many steps there may be at most
     */
    static Recollection of(List<Exemplar> exemplars, String goal, List<Stem> words, ToDoubleFunction<Part> usual, int most) {
        return new Composition(new Neighbourhood(exemplars, words, usual), goal, words).compose(most);
    }

    private Recollection compose(int most) {
        double[] likely = likelihoods();
        int[] candidates = IntStream.range(0, likely.length).boxed()
                .sorted(Comparator.comparingDouble((Integer part) -> -likely[part]).thenComparing(neighbours.parts()::get))
                .limit(CANDIDATES).mapToInt(Integer::intValue).toArray();
        ExpectedF1 best = ExpectedF1.best(IntStream.of(candidates).mapToDouble(part -> likely[part]).toArray(), most);
        int[] chosen = IntStream.of(candidates).limit(best.size()).toArray();
        double[][] evidence = IntStream.of(chosen).mapToObj(neighbours::speaksFor).toArray(double[][]::new);
        double[] positions = IntStream.range(0, chosen.length).mapToDouble(i -> position(evidence[i])).toArray();
        var arrangement = new Arrangement(neighbours, chosen, kriging.weights(), positions);
        int[] order = arrangement.order();
        List<List<Integer>> dependencies = arrangement.dependencies(order);
        var steps = new ArrayList<RecalledStep>();
        for (int i = 0; i < order.length; i++) {
            steps.add(step(neighbours.parts().get(chosen[order[i]]), dependencies.get(i), evidence[order[i]]));
        }
        return new Recollection(steps, confidence(best), basedOn(chosen));
    }

    /**
     * What the choice promises, as far as the exemplars reach: half for a goal of which they account for 3 %, near all from 30 %
     * on. The promise takes parts as independent, and is lower than what was found on held-out goals; the power makes up for that.
     */
    private double confidence(ExpectedF1 choice) {
        double reach = kriging.explained() / (kriging.explained() + HALF_REACHED);
        return Math.pow(choice.value() * reach, CALIBRATION);
    }

    private double[] likelihoods() {
        var likely = new double[neighbours.parts().size()];
        double[] weights = kriging.weights();
        for (int i = 0; i < weights.length; i++) {
            for (int part : neighbours.partsOf(i)) {
                likely[part] += weights[i];
            }
        }
        return likely;
    }

    /** Where in the goal a part is spoken of, as the mean place of the words that speak for it; the middle if none does. */
    private static double position(double[] evidence) {
        double sum = 0;
        double places = 0;
        for (int i = 0; i < evidence.length; i++) {
            sum += evidence[i];
            places += evidence[i] * i / evidence.length;
        }
        return sum == 0 ? 0.5 : places / sum;
    }

    private RecalledStep step(Part part, List<Integer> dependsOn, double[] evidence) {
        int loudest = IntStream.range(0, evidence.length).boxed().max(Comparator.comparingDouble(i -> evidence[i])).orElse(0);
        if (evidence.length == 0 || evidence[loudest] == 0) {
            return new RecalledStep(part, dependsOn, 0, 0);
        }
        return new RecalledStep(part, dependsOn, clauseBegin(words.get(loudest).begin()), clauseEnd(words.get(loudest).end()));
    }

    private int clauseBegin(int at) {
        int begin = at;
        while (begin > 0 && !divides(begin - 1)) {
            begin--;
        }
        return begin;
    }

    private int clauseEnd(int at) {
        int end = at;
        while (end < goal.length() && !divides(end)) {
            end++;
        }
        return end;
    }

    /** Whether a clause ends at this character: a mark that is not within a number or a name. */
    private boolean divides(int at) {
        char mark = goal.charAt(at);
        return mark == '\n' || (",.;:!?".indexOf(mark) >= 0 && (at + 1 == goal.length() || Character.isWhitespace(goal.charAt(at + 1))));
    }

    /** The exemplars with a chosen part, by their weight. */
    private List<String> basedOn(int[] chosen) {
        double[] weights = kriging.weights();
        return IntStream.range(0, weights.length).boxed()
                .filter(i -> weights[i] > 0
                        && IntStream.of(neighbours.partsOf(i)).anyMatch(part -> IntStream.of(chosen).anyMatch(c -> c == part)))
                .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]))
                .limit(BASED_ON).map(i -> neighbours.exemplars().get(i).trajectoryId()).toList();
    }
}

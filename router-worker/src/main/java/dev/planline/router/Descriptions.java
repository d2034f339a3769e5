package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.text.Stem;
import dev.planline.text.Stems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The agents that list no types, found by what their names, descriptions and skills say.
 *
 * <p>Scored by BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): a word counts the more, the fewer
 * agents have it. Words of the name count twice, since a name says what an agent is for. The index is made once for a state of
 * the registry, and a search looks only at the agents that share a word with the step. It knows words, not meanings: "mail" does
 * not find "letter". How often it is right is measured in docs/routing-quality.md.
 */
final class Descriptions {

    private static final double SATURATION = 1.2;
    private static final double LENGTH_SHARE = 0.3;
    private static final int NAME_WEIGHT = 2;

    private record Posting(int agent, double weight) {}

    /**
     * An agent that shares words with a text.
     *
     * @param relevance by BM25; above 0
     */
    record Match(Agent agent, double relevance) {}

    private final List<Agent> agents;
    private final Map<String, List<Posting>> postings = new HashMap<>();

    private Descriptions(List<Agent> agents) {
        this.agents = agents;
    }

    /** An index of those that list no types. */
    static Descriptions of(Collection<Agent> agents) {
        List<Agent> open = agents.stream().filter(agent -> agent.stepTypes().isEmpty()).toList();
        var index = new Descriptions(open);
        List<Map<String, Integer>> counts = open.stream().map(Descriptions::counts).toList();
        double average = counts.stream().mapToInt(Descriptions::length).average().orElse(1);
        for (int i = 0; i < open.size(); i++) {
            double damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length(counts.get(i)) / average);
            int agent = i;
            counts.get(i).forEach((stem, count) -> index.postings.computeIfAbsent(stem, _ -> new ArrayList<>())
                    .add(new Posting(agent, count * (SATURATION + 1) / (count + damping))));
        }
        return index;
    }

    private static Map<String, Integer> counts(Agent agent) {
        var counts = new HashMap<String, Integer>();
        Stems.of(agent.name()).forEach(stem -> counts.merge(stem.text(), NAME_WEIGHT, Integer::sum));
        Stems.of(agent.description() + " " + String.join(" ", agent.skills())).forEach(stem -> counts.merge(stem.text(), 1, Integer::sum));
        return counts;
    }

    private static int length(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The agents that share words with a text, the most relevant first; equal ones by name. */
    List<Match> find(String text) {
        if (agents.isEmpty()) {
            return List.of();
        }
        var relevance = new double[agents.size()];
        words(text).keySet().forEach(stem -> {
            double rarity = rarity(stem);
            postings.getOrDefault(stem, List.of()).forEach(posting -> relevance[posting.agent()] += rarity * posting.weight());
        });
        var matches = new ArrayList<Match>();
        for (int i = 0; i < relevance.length; i++) {
            if (relevance[i] > 0) {
                matches.add(new Match(agents.get(i), relevance[i]));
            }
        }
        matches.sort(Comparator.comparingDouble(Match::relevance).reversed().thenComparing(match -> match.agent().name()));
        return matches;
    }

    /** How far the first of some matches is ahead of the next, as a share of its relevance: 0 if equal, 1 if there is no other. */
    static double confidence(List<Match> matches) {
        if (matches.isEmpty()) {
            return 0;
        }
        return matches.size() == 1 ? 1 : 1 - matches.get(1).relevance() / matches.getFirst().relevance();
    }

    /** The stems of a text in its order, with the words that they come from. */
    private static Map<String, String> words(String text) {
        var words = new LinkedHashMap<String, String>();
        for (Stem stem : Stems.of(text)) {
            words.putIfAbsent(stem.text(), text.substring(stem.begin(), stem.end()));
        }
        return words;
    }

    private double rarity(String stem) {
        int having = postings.getOrDefault(stem, List.of()).size();
        return Math.log(1 + (agents.size() - having + 0.5) / (having + 0.5));
    }

    /** What to say when a search found nobody; empty if there was nobody to find. */
    String noMatch() {
        return agents.isEmpty() ? "" : ", and no description that fits it is of an agent that can take it";
    }

    /** The words that a text shares with an agent, as they stand in the text, the most telling first. */
    List<String> shared(String text, Agent agent) {
        Map<String, Integer> those = counts(agent);
        Map<String, String> words = words(text);
        return words.keySet().stream()
                .filter(those::containsKey)
                .sorted(Comparator.comparingDouble(this::rarity).reversed())
                .map(words::get)
                .toList();
    }
}

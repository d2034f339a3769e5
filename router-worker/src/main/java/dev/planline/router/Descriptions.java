package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.router.Directory.Entry;
import dev.planline.text.Stem;
import dev.planline.text.Stems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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

    private static final Comparator<Match> BEST_FIRST = Comparator.comparingDouble(Match::relevance).reversed()
            .thenComparing(match -> match.entry().agent().name());

    private record Posting(int place, double weight) {}

    /** What is known of a stem: the agents that have it, and how telling it is. */
    private record Postings(List<Posting> list, double rarity) {

        static final Postings NONE = new Postings(List.of(), 0);
    }

    /**
     * An agent that shares words with a text.
     *
     * @param relevance by BM25; above 0
     */
    record Match(Entry entry, double relevance) {}

    /**
     * A text to search by.
     *
     * @param words by their stems, in the order of the text
     */
    record Query(Map<String, String> words) {

        static Query of(String text) {
            var words = new LinkedHashMap<String, String>();
            for (Stem stem : Stems.of(text)) {
                words.putIfAbsent(stem.text(), text.substring(stem.begin(), stem.end()));
            }
            return new Query(words);
        }
    }

    private final List<Entry> entries;
    private final Map<Integer, Set<String>> stems = new HashMap<>();
    private final Map<String, Postings> postings = new HashMap<>();

    private Descriptions(List<Entry> entries) {
        this.entries = entries;
    }

    /** An index of some agents. */
    static Descriptions of(List<Entry> entries) {
        var index = new Descriptions(List.copyOf(entries));
        List<Map<String, Integer>> counts = entries.stream().map(entry -> counts(entry.agent())).toList();
        double average = counts.stream().mapToInt(Descriptions::length).average().orElse(1);
        var having = new HashMap<String, List<Posting>>();
        for (int i = 0; i < entries.size(); i++) {
            double damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length(counts.get(i)) / average);
            int place = i;
            index.stems.put(entries.get(i).seat(), counts.get(i).keySet());
            counts.get(i).forEach((stem, count) -> having.computeIfAbsent(stem, _ -> new ArrayList<>())
                    .add(new Posting(place, count * (SATURATION + 1) / (count + damping))));
        }
        having.forEach((stem, list) -> index.postings.put(stem, new Postings(list, rarity(list.size(), entries.size()))));
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

    private static double rarity(int having, int all) {
        return Math.log(1 + (all - having + 0.5) / (having + 0.5));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The agents that share words with a text and are wanted, the most relevant first, equal ones by name; at most so many. */
    List<Match> find(Query query, Predicate<Entry> wanted, int most) {
        var relevance = new double[entries.size()];
        for (String stem : query.words().keySet()) {
            Postings having = postings.getOrDefault(stem, Postings.NONE);
            for (Posting posting : having.list()) {
                relevance[posting.place()] += having.rarity() * posting.weight();
            }
        }
        var best = new Best<>(BEST_FIRST, most);
        double least = Double.MIN_VALUE;
        for (int i = 0; i < relevance.length; i++) {
            if (relevance[i] >= least && wanted.test(entries.get(i))) {
                best.add(new Match(entries.get(i), relevance[i]));
                least = best.full() ? best.last().relevance() : least;
            }
        }
        return best.list();
    }

    /** How far the first of some matches is ahead of the next, as a share of its relevance: 0 if equal, 1 if there is no other. */
    static double confidence(List<Match> matches) {
        if (matches.isEmpty()) {
            return 0;
        }
        return matches.size() == 1 ? 1 : 1 - matches.get(1).relevance() / matches.getFirst().relevance();
    }

    /** The words that a text shares with an agent, as they stand in the text, the most telling first. */
    List<String> shared(Query query, Entry entry) {
        Set<String> those = stems.getOrDefault(entry.seat(), Set.of());
        return query.words().keySet().stream()
                .filter(those::contains)
                .sorted(Comparator.comparingDouble((String stem) -> postings.getOrDefault(stem, Postings.NONE).rarity()).reversed())
                .map(query.words()::get)
                .toList();
    }
}

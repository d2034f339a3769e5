package dev.planline.docs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus asks for, as far as names go. It reads tokens, not the grammar: that is {@code promtool}'s.
 *
 * @param selectors metrics, each with the labels that its braces match
 * @param grouping labels that aggregations keep or drop
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\$?[A-Za-z_:][\\w:]*|\\d[\\w.]*|\\[[^\\]]*\\]|=~|!~|!=|==|>=|<=|[-+*/%^(){},=<>@]");
    private static final Set<String> FUNCTIONS = Set.of("sum", "max", "min", "avg", "count", "rate", "increase", "deriv",
            "histogram_quantile", "label_values");
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** A metric, and the labels that it is asked for by. */
    record Selector(String metric, Set<String> labels) {}

    /** Reads a query. */
    static PromQl of(String query) {
        List<String> tokens = tokens(query);
        var selectors = new ArrayList<Selector>();
        var grouping = new TreeSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (!isName(token) || WORDS.contains(token)) {
                continue;
            }
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (GROUPINGS.contains(token)) {
                i = names(tokens, i + 2, ")", grouping);
            } else if (token.equals("label_values")) {
                selectors.add(new Selector(tokens.get(i + 2), Set.of(tokens.get(i + 4))));
                i += 5;
            } else if (FUNCTIONS.contains(token)) {
                require(next.equals("(") || GROUPINGS.contains(next), query, token + " is not called");
            } else {
                require(!next.equals("("), query, "there is no function " + token);
                var labels = new HashSet<String>();
                i = next.equals("{") ? names(tokens, i + 2, "}", labels) : i;
                selectors.add(new Selector(token, Set.copyOf(labels)));
            }
        }
        require(!selectors.isEmpty(), query, "it asks for nothing");
        return new PromQl(List.copyOf(selectors), Set.copyOf(grouping));
    }

    /** Takes the names up to a bracket; the result is where that is. */
    private static int names(List<String> tokens, int from, String end, Set<String> names) {
        int i = from;
        for (; !tokens.get(i).equals(end); i++) {
            if (isName(tokens.get(i))) {
                names.add(tokens.get(i));
            }
        }
        return i;
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    private static List<String> tokens(String query) {
        var tokens = new ArrayList<String>();
        Matcher matcher = TOKEN.matcher(query);
        int end = 0;
        while (end < query.length()) {
            require(matcher.find(end) && matcher.start() == end, query, "cannot read on at \"" + query.substring(end) + "\"");
            if (!matcher.group().isBlank()) {
                tokens.add(matcher.group());
            }
            end = matcher.end();
        }
        return tokens;
    }

    private static void require(boolean holds, String query, String problem) {
        if (!holds) {
            throw new AssertionError(problem + ": " + query);
        }
    }
}

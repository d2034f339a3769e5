package dev.planline.docs;

import dev.planline.testkit.GeneratedFile;
import dev.planline.testkit.Right;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.Test;

/** Writes down the rights of each role, as deploy/rights.json lists them. */
class RightsPageTest {

    private static final String HEAD = """
            # Rights on the cluster

            Generated from [deploy/rights.json](../deploy/rights.json); do not edit. `RightsPageTest` checks it and rewrites it with `-Dupdate`. The
            KafkaUsers of the Helm chart are made from the same list.

            All names begin with the prefix, here `planline`; a name that ends in `*` stands for all that begin so. Read and Write bring Describe along.
            Nobody needs a right on the cluster, IdempotentWrite neither. A worker that lacks a right ends with 1 and names it.

            | role | right | on | names |
            |---|---|---|---|
            """;
    private static final String FOOT = """

            - `submitter`: `planline submit`, also with `--wait`.
            - `agent`: who carries plans out, with a consumer group `planline-agents`.
            - `operator`: `topics`, `dlq list` and `show`, `lag`, `tail`, `agents`, `rules`, `workers`, `submit`.
            - `redriver`: `planline dlq redrive tasks`; for another topic, its dead letters and the topic itself in
              place of those of tasks; for `agents`, `rules` and `controls` also Read on the topic.
            - `keda`: the lag for which pods are added.
            - Write on transactional ids that only begin alike is what lets a worker that takes over partitions end the transactions of the dead.
            """;

    @Test
    void thePageShowsTheRights() throws IOException {
        var page = new StringBuilder(HEAD);
        Right.byRole().forEach((role, rights) -> {
            Map<String, List<String>> rows = rights.stream().collect(Collectors.groupingBy(
                    right -> row(right.to(role, Topic.DEFAULT_PREFIX)), LinkedHashMap::new,
                    Collectors.mapping(right -> "`" + right.fullName(Topic.DEFAULT_PREFIX) + (right.begins() ? "*" : "") + "`",
                            Collectors.toList())));
            rows.forEach((row, names) -> page.append("| ").append(role).append(" | ").append(row).append(" | ")
                    .append(String.join(", ", names)).append(" |\n"));
        });
        GeneratedFile.check("docs/rights.md", page + FOOT);
    }

    private static String row(AclBinding acl) {
        String[] words = acl.entry().operation().name().toLowerCase(Locale.ROOT).split("_", -1);
        String operation = Arrays.stream(words).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return operation + " | " + acl.pattern().resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

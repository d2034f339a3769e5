package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Durations;
import dev.planline.text.Names;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which dead letters are meant. */
final class FilterOptions {

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "The topic that they come from, without prefix. Default: all.")
    private @Nullable String topic;

    @Option(names = "--id", paramLabel = "ID", description = "This one. May be repeated, as may the next four.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--key", paramLabel = "KEY", description = "Those of this key.")
    private Set<String> keys = new LinkedHashSet<>();

    @Option(names = "--stage", paramLabel = "STAGE", description = "Those that this stage gave up on, for example planner.")
    private Set<String> stages = new LinkedHashSet<>();

    @Option(names = "--kind", paramLabel = "KIND", description = "Those of this kind: malformed, refused, failed, timed-out or oversized.")
    private Set<String> kinds = new LinkedHashSet<>();

    @Option(names = "--field", paramLabel = "PATH", description = "Those with this field at fault, for example steps[0].type.")
    private Set<String> fields = new LinkedHashSet<>();

    @Option(names = "--matching", paramLabel = "TEXT", description = "Those with this text in the message that says what was wrong.")
    private @Nullable String matching;

    @Option(names = "--older", paramLabel = "TIME", converter = Durations.class, description = "Those that died longer ago than this, for example 2h or 7d.")
    private @Nullable Duration older;

    @Option(names = "--newer", paramLabel = "TIME", converter = Durations.class, description = "Those that died more recently than this.")
    private @Nullable Duration newer;

    /**
     * What they say.
     *
     * @throws CommandFailed if no letter can be meant
     */
    Filter filter() {
        kinds.forEach(kind -> expect("--kind", kind, DeadLetters.KINDS));
        stages.forEach(stage -> expect("--stage", stage, DeadLetters.STAGES));
        if (older != null && newer != null && newer.compareTo(older) <= 0) {
            throw CommandFailed
                    .badInput("--newer: must be longer than --older, or no letter can be meant");
        }
        return new Filter(ids.stream().map(DeadLetterId::parse).collect(Collectors.toSet()), keys, stages, kinds, fields, matching, older,
                newer);
    }

    private static void expect(String option, String value, List<String> known) {
        if (!known.contains(value)) {
            throw CommandFailed.badInput(option + ": unknown \"" + value + "\"" + Names.didYouMean(value, known) + "; there are "
                    + String.join(", ", known));
        }
    }

    /** The topics that may hold them. */
    List<Topic> topics() {
        return topic == null ? List.of(Topic.values()) : List.of(DeadLetterId.topic(topic));
    }

    /** Whether somebody has said which are meant. */
    boolean given() {
        return topic != null || !filter().equals(Filter.ALL);
    }
}

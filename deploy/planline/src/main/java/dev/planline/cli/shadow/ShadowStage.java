package dev.planline.cli.shadow;

import dev.planline.client.Cluster;
import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.planner.PlannerKeys;
import dev.planline.planner.PlannerMain;
import dev.planline.planner.PlannerStage;
import dev.planline.planner.recall.ExemplarIndex;
import dev.planline.process.ServiceSpec;
import dev.planline.router.Load;
import dev.planline.router.RecentLoad;
import dev.planline.router.RouterKeys;
import dev.planline.router.RouterMain;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.Logged;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.Settings;
import dev.planline.validator.ValidatorKeys;
import dev.planline.validator.ValidatorMain;
import dev.planline.validator.ValidatorStage;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stages that can be run as a shadow. */
@SuppressWarnings("ImmutableEnumChecker") // records of immutable parts
enum ShadowStage {
    PLANNER(PlannerMain.SPEC, List.of(Topic.TASKS, Topic.REJECTED)),
    ROUTER(RouterMain.SPEC, List.of(Topic.PLANS, Topic.REJECTED)),
    VALIDATOR(ValidatorMain.SPEC, List.of(Topic.ROUTES));

    private final ServiceSpec spec;
    private final List<Topic> reads;

    ShadowStage(ServiceSpec spec, List<Topic> reads) {
        this.spec = spec;
        this.reads = reads;
    }

    ServiceSpec spec() {
        return spec;
    }

    List<Topic> reads() {
        return reads;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The stage in the world of a cluster.
     *
     * @param begin the time of the first decision
     * @param rules instead of those on record; null for those
     */
    Rehearsal rehearsal(Cluster cluster, Settings settings, Function<String, @Nullable String> environment, Instant begin,
            @Nullable Map<String, RoutingRule> rules) {
        Timeline<Agent> agents = Timeline.of(cluster, Topic.AGENTS, Agent.class);
        return switch (this) {
            case PLANNER -> {
                var exemplars = ExemplarIndex.inMemory();
                var world = new World(List.of(agents), Lessons.of(cluster, begin,
                        batch -> exemplars.add(batch.stream().map(Logged::value).toList())));
                Duration deadline = WorkerSettings.of(cluster.bootstrapServers(), "shadow").recordDeadline();
                var chain = PlannerMain.chain(PlannerKeys.read(settings, deadline, environment), exemplars, agents::snapshot,
                        new SimpleMeterRegistry());
                yield new Rehearsal(PlannerStage.of(chain, agents::snapshot, world::now), cluster.prefix(), world, null);
            }
            case ROUTER -> {
                var own = RouterKeys.read(settings);
                var records = new TrackRecords(own.recordHalfLife());
                Timeline<RoutingRule> rulebook = rules == null
                        ? Timeline.of(cluster, Topic.RULES, RoutingRule.class)
                        : Timeline.fixed(rules);
                var world = new World(List.of(agents, rulebook), Lessons.of(cluster, begin, records));
                var load = new RecentLoad(own.loadHalfLife());
                yield new Rehearsal(RouterStage.of(own, agents::snapshot, rulebook::snapshot, records, asRecorded(load), world::now),
                        cluster.prefix(), world, load);
            }
            case VALIDATOR -> {
                var world = new World(List.of(agents), Lessons.none());
                yield new Rehearsal(ValidatorStage.of(ValidatorKeys.read(settings), agents::snapshot, world::now),
                        cluster.prefix(), world, null);
            }
        };
    }

    /** A load to which the shadow adds nothing. */
    private static Load asRecorded(Load load) {
        return new Load() {
            @Override
            public double of(String agent, Instant now) {
                return load.of(agent, now);
            }

            @Override
            public void add(Map<String, Integer> assigned, Instant now) {
                // what counts is what the recorded routes assigned
            }
        };
    }
}

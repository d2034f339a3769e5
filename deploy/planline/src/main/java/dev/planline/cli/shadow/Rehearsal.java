package dev.planline.cli.shadow;

import dev.planline.model.Assignment;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.router.Load;
import dev.planline.router.RouterStage;
import dev.planline.runtime.Message;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stage of this build in the world as it was. */
final class Rehearsal {

    private final Stage stage;
    private final Map<String, Topic> topics;
    private final World world;
    private final @Nullable Load load;
    private final Codec codec = new Codec();

    /**
     * One of a stage.
     *
     * @param prefix of the names of the topics
     * @param load of agents, which the recorded routes make and not those of the rehearsal; null if the stage looks at none
     */
    Rehearsal(Stage stage, String prefix, World world, @Nullable Load load) {
        this.stage = stage;
        this.topics = stage.topics().stream().collect(Collectors.toMap(topic -> topic.name(prefix), Function.identity()));
        this.world = world;
        this.load = load;
    }

    /** What the stage makes of an input now, at the time of the recorded decision; null if it does not decode. */
    @Nullable Decision decide(Input input) {
        world.advance(input.decidedAt());
        var source = input.source();
        Topic topic = Objects.requireNonNull(topics.get(source.topic()));
        if (!(codec.decode(topic.type(), source.value(),
                EventHeaders.newerSchema(source.headers())) instanceof Decoded.Value<? extends Record>(Record value))) {
            return null;
        }
        Facets facets = facets(new Message<>(topic, source.partition(), source.offset(), Instant.ofEpochMilli(source.timestamp()),
                Topic.keyOf(value), value));
        input.outputs().forEach(output -> remember(value, output, input.decidedAt()));
        return new Decision(Topic.keyOf(value), facets);
    }

    private Facets facets(Message<Record> message) {
        try {
            return Facets.of(stage.decide(message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Facets.failed("failed", "interrupted");
        } catch (Exception e) { // whatever a handler throws is what it made of the input
            return Facets.failed("failed", String.valueOf(e.getMessage()));
        }
    }

    private void remember(Record cause, Outcome.Output output, Instant at) {
        if (load != null && output.topic() == Topic.ROUTES && output.value() instanceof RoutedPlan route) {
            List<Assignment> before = cause instanceof Rejection rejection ? rejection.route().assignments() : List.of();
            load.add(RouterStage.assigned(route, before), at);
        }
    }
}

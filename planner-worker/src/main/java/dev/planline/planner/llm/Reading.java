package dev.planline.planner.llm;

import dev.planline.planner.spi.Division;
import dev.planline.planner.spi.GoalCheck;
import dev.planline.text.Names;
import dev.planline.text.Shown;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.util.List;
import java.util.Set;

/**
 * Reads a model's answer, of whatever depth, as strictly as a message from anywhere: JSON with exactly the fields that were asked
 * for, types that were offered, descriptions that would pass as goals. Whether ids and order can stand is for the expansion to see.
 */
final class Reading {

    /** Most characters of a type that are told: a model may write any number of them. */
    private static final int TYPE_SHOWN = 100;

    private final Codec codec;
    private final Set<String> types;

    Reading(Codec codec, List<String> types) {
        this.codec = codec;
        this.types = Set.copyOf(types);
    }

    /** The parts in an answer, which divides the last part of this path. */
    Division<Suggestion> parts(String answer, List<SuggestedPart> path) {
        return switch (codec.decode(SuggestedParts.class, answer)) {
            case Decoded.Malformed<SuggestedParts> malformed -> new Division.Failed<>("the answer is not usable: " + malformed.message());
            case Decoded.Value<SuggestedParts>(SuggestedParts(List<SuggestedPart> parts)) -> parts(parts, path);
        };
    }

    private Division<Suggestion> parts(List<SuggestedPart> parts, List<SuggestedPart> path) {
        for (SuggestedPart part : parts) {
            if (!types.contains(part.type())) {
                return new Division.Failed<>(
                        "no agent takes steps of the type \"" + Shown.line(part.type(), TYPE_SHOWN) + "\" of the part \""
                                + part.id() + "\""
                                + Names.didYouMean(part.type(), types));
            }
            var objection = GoalCheck.objection(part.description());
            if (objection.isPresent()) {
                return new Division.Failed<>("of the part \"" + part.id() + "\": " + objection.get());
            }
        }
        return new Division.Into<>(parts.stream().map(part -> new Suggestion(part, path)).toList());
    }
}

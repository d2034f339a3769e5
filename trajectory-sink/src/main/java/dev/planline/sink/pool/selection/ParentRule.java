package dev.planline.sink.pool.selection;

import dev.planline.model.InvalidField;
import dev.planline.text.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the chance of a candidate to become a parent follows from its score and its children. */
public sealed interface ParentRule {

    /** The names of the rules. */
    List<String> NAMES = List.of("dgm", "shinka", "powerLaw", "best", "uniform");

    /**
     * Score and children as in the Darwin Gödel Machine (Zhang et al., arXiv 2505.22954): proportional to
     * {@code sigmoid(10 (score - 0.5)) / (1 + children)}. Made for scores in 0..1 that spread around one half.
     */
    record Dgm() implements ParentRule {}

    /**
     * The same for scores of any scale, as in ShinkaEvolve (Lange et al., arXiv 2509.19349): proportional to
     * {@code sigmoid(10 (score - median) / max(MAD, 1e-6)) / (1 + children)}, where MAD is the median of the distances from the
     * median. If more than half of the scores are the same, MAD is 0: what scores higher is then weighed as 1, what scores lower
     * has next to no chance.
     */
    record Shinka() implements ParentRule {}

    /**
     * Proportional to the rank by score to the power of {@code -alpha}; equal scores share a rank, the best has rank 1.
     *
     * @param alpha 0 for equal chances, in 0..100
     */
    record PowerLaw(double alpha) implements ParentRule {

        public PowerLaw {
            if (!(alpha >= 0 && alpha <= 100)) {
                throw new InvalidField("alpha", "is " + alpha + "; must lie in 0..100");
            }
        }
    }

    /** The highest score, and when that is used up the next. Equal scores have equal chances. */
    record Best() implements ParentRule {}

    /** Equal chances. */
    record Uniform() implements ParentRule {}

    /** Its name, as in {@link #NAMES}. */
    default String name() {
        return switch (this) {
            case Dgm() -> "dgm";
            case Shinka() -> "shinka";
            case PowerLaw(double _) -> "powerLaw";
            case Best() -> "best";
            case Uniform() -> "uniform";
        };
    }

    /**
     * The rule of a name.
     *
     * @param alpha for {@code powerLaw} only; 1 if null
     * @throws InvalidField if there is no such rule, or it has no alpha
     */
    static ParentRule of(String name, @Nullable Double alpha) {
        ParentRule rule = switch (name) {
            case "dgm" -> new Dgm();
            case "shinka" -> new Shinka();
            case "powerLaw" -> new PowerLaw(alpha == null ? 1 : alpha);
            case "best" -> new Best();
            case "uniform" -> new Uniform();
            default -> throw new InvalidField("rule",
                    "there is no rule \"" + name + "\"; use one of " + String.join(", ", NAMES) + Names.didYouMean(name, NAMES));
        };
        if (alpha != null && !(rule instanceof PowerLaw)) {
            throw new InvalidField("alpha", "is for the rule powerLaw only; the rule is " + name);
        }
        return rule;
    }
}

package dev.planline.observability;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A test of one part of a process. */
@FunctionalInterface
public interface Health {

    /** What is wrong, in words; empty if all is well. Answers at once. */
    Optional<String> problem();

    /** Well if this holds. */
    static Health when(BooleanSupplier holds, String problem) {
        return () -> holds.getAsBoolean() ? Optional.empty() : Optional.of(problem);
    }
}

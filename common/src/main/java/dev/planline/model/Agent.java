package dev.planline.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered worker that carries out steps.
 *
 * @param stepTypes the types of steps that it takes; empty if it takes any step that its description fits
 * @param costUsd what one step costs, in US dollars; null if unknown
 * @param successRate share of its steps that succeed, in 0..1
 * @param maxConcurrent most steps that it works on at once
 * @param durationSeconds how long one step usually takes; null if unknown
 * @param inFlight steps that it works on now, as it reports; null if it does not report
 * @param reportedAt when it reported; null if it does not report
 * @param ttlSeconds how long after {@code reportedAt} it counts as alive; null for ever
 */
public record Agent(
        String name,
        @Defaulted("\"\"") String description,
        @Defaulted("[]") List<String> stepTypes,
        @Defaulted("[]") List<String> skills,
        @Defaulted("\"medium\"") CostTier costTier,
        @Nullable Double costUsd,
        @Defaulted("0.5") double successRate,
        @Defaulted("10") int maxConcurrent,
        @Nullable Double durationSeconds,
        @Nullable Integer inFlight,
        @Nullable Instant reportedAt,
        @Nullable Long ttlSeconds) {

    public Agent {
        Check.name("name", name);
        Check.required("description", description);
        stepTypes = Check.names("stepTypes", stepTypes);
        skills = Check.names("skills", skills);
        Check.required("costTier", costTier);
        if (costUsd != null) {
            Check.amount("costUsd", costUsd);
        }
        Check.rate("successRate", successRate);
        Check.atLeast("maxConcurrent", maxConcurrent, 1);
        if (durationSeconds != null) {
            Check.amount("durationSeconds", durationSeconds);
        }
        if (inFlight != null) {
            Check.atLeast("inFlight", inFlight, 0);
        }
        Check.time("reportedAt", reportedAt);
        if (ttlSeconds != null) {
            Check.atLeast("ttlSeconds", ttlSeconds, 1);
        }
    }

    /** An agent that does not report. */
    public Agent(
            String name,
            String description,
            List<String> stepTypes,
            List<String> skills,
            CostTier costTier,
            @Nullable Double costUsd,
            double successRate,
            int maxConcurrent) {
        this(name, description, stepTypes, skills, costTier, costUsd, successRate, maxConcurrent, null, null, null, null);
    }

    /** Whether it takes steps of a type: it lists that type, or none at all. */
    public boolean takes(String type) {
        return stepTypes.isEmpty() || stepTypes.contains(type);
    }

    /** Whether it counts as alive: it does not report, or reported within its time to live. */
    public boolean aliveAt(Instant now) {
        return reportedAt == null || ttlSeconds == null || Duration.between(reportedAt, now).compareTo(Duration.ofSeconds(ttlSeconds)) <= 0;
    }
}

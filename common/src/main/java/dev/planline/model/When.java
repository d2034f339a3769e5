package dev.planline.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a rule; holds if all its parts hold.
 *
 * @param stepType condition on the step's type; null for any
 * @param metadata conditions on the step's metadata, by key; a missing key fails its condition
 */
public record When(@Nullable Condition stepType, @Defaulted("{}") Map<String, Condition> metadata) {

    public When {
        metadata.forEach((key, condition) -> Check.required("metadata." + key, condition));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (stepType == null && metadata.isEmpty()) {
            throw new InvalidField("stepType", "is required unless metadata has a condition");
        }
    }
}

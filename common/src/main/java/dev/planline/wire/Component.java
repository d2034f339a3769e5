package dev.planline.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.planline.model.Defaulted;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one field of a message.
 *
 * @param name as on the wire: that of the record's component, or what a {@link JsonProperty} on it says
 * @param defaultJson what stands in its place when it is absent, as JSON; null if nothing does
 */
record Component(String name, RecordComponent reflected, boolean nullable, @Nullable String defaultJson) {

    static List<Component> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
    }

    private static Component of(RecordComponent component) {
        Defaulted defaulted = component.getAnnotation(Defaulted.class);
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Component(named == null ? component.getName() : named.value(), component, nullable,
                defaulted == null ? null : defaulted.value());
    }

    /** Whether a message without it is malformed. */
    boolean required() {
        return !nullable && defaultJson == null;
    }
}

package dev.planline.wire;

import dev.planline.model.Defaulted;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one field of a message.
 *
 * @param defaultJson what stands in its place when it is absent, as JSON; null if nothing does
 */
record Component(String name, RecordComponent reflected, boolean nullable, @Nullable String defaultJson) {

    static List<Component> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
    }

    private static Component of(RecordComponent component) {
        Defaulted defaulted = component.getAnnotation(Defaulted.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Component(component.getName(), component, nullable, defaulted == null ? null : defaulted.value());
    }

    /** Whether a message without it is malformed. */
    boolean required() {
        return !nullable && defaultJson == null;
    }
}

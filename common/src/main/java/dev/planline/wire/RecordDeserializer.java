package dev.planline.wire;

import dev.planline.model.InvalidField;
import dev.planline.text.Names;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a record strictly: no unknown field, none twice, none missing that is required, and nothing that the record itself
 * refuses. Every refusal carries the path of its field.
 */
final class RecordDeserializer extends ValueDeserializer<Object> {

    /** Attribute of a reader that passes over unknown fields, for values of a newer schema. */
    static final String LENIENT = "planline.lenient";

    private static final Object ABSENT = new Object();

    private final Class<?> type;
    private final List<Component> components;
    private final Map<String, Integer> slots = new HashMap<>();
    private final MethodHandle constructor;
    // set by resolve, before the first value is read
    private ValueDeserializer<?>[] readers = new ValueDeserializer<?>[0];
    private @Nullable Object[] defaults = new Object[0];

    RecordDeserializer(Class<?> type) {
        this.type = type;
        this.components = Component.of(type);
        for (int i = 0; i < components.size(); i++) {
            slots.put(components.get(i).name(), i);
        }
        this.constructor = constructor(type);
    }

    private static MethodHandle constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // records of our own that are closed within their package
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asType(MethodType.genericMethodType(types.length))
                    .asSpreader(Object[].class, types.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("BUG: " + type + " has no constructor of its components", e);
        }
    }

    @Override
    public boolean isCachable() {
        return true;
    }

    @Override
    public void resolve(DeserializationContext context) {
        readers = new ValueDeserializer<?>[components.size()];
        defaults = new @Nullable Object[components.size()];
        for (int i = 0; i < readers.length; i++) {
            Component component = components.get(i);
            JavaType javaType = context.constructType(component.reflected().getGenericType());
            readers[i] = context.findRootValueDeserializer(javaType);
            defaults[i] = component.defaultJson() == null ? null : readDefault(context, component.defaultJson(), javaType);
        }
    }

    private static @Nullable Object readDefault(DeserializationContext context, String json, JavaType type) {
        try (JsonParser parser = context.tokenStreamFactory().createParser(context, json)) {
            parser.nextToken();
            return context.readValue(parser, type);
        }
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.isExpectedStartObjectToken() && !parser.hasToken(JsonToken.PROPERTY_NAME)) {
            throw new Refused(parser, "must be an object, is " + Refused.kind(parser.currentToken()));
        }
        var values = new @Nullable Object[readers.length];
        Arrays.fill(values, ABSENT);
        if (parser.isExpectedStartObjectToken()) {
            parser.nextToken();
        }
        Integer expected = 0;
        for (; parser.hasToken(JsonToken.PROPERTY_NAME); parser.nextToken()) {
            String name = parser.currentName();
            parser.nextToken();
            Integer slot = slot(name, expected);
            readField(parser, context, name, slot, values);
            expected = slot == null ? expected : slot + 1;
        }
        fillAbsent(parser, values);
        return construct(parser, values);
    }

    /** The place of a field; most follow one another as they are declared, which is cheaper to see than to look up. */
    private @Nullable Integer slot(String name, Integer expected) {
        return expected < components.size() && components.get(expected).name().equals(name) ? expected : slots.get(name);
    }

    private void readField(JsonParser parser, DeserializationContext context, String name, @Nullable Integer slot,
            @Nullable Object[] values) {
        if (slot == null) {
            if (!Boolean.TRUE.equals(context.getAttribute(LENIENT))) {
                throw new Refused(parser, "unknown field" + Names.didYouMean(name, slots.keySet())).at(type, name);
            }
            parser.skipChildren();
            return;
        }
        if (values[slot] != ABSENT) {
            throw new Refused(parser, "stands twice").at(type, name);
        }
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return;
        }
        try {
            values[slot] = readers[slot].deserialize(parser, context);
            refuseGaps(parser, components.get(slot), values[slot]);
        } catch (JacksonException e) {
            throw e.prependPath(type, name);
        }
    }

    /** A list of ours has no nulls; only free JSON may. */
    private static void refuseGaps(JsonParser parser, Component component, @Nullable Object value) {
        if (component.reflected().getType() == List.class && value instanceof List<?> list) {
            int gap = list.indexOf(null);
            if (gap >= 0) {
                throw new Refused(parser, "is required").prependPath(List.class, gap);
            }
        }
    }

    private void fillAbsent(JsonParser parser, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == ABSENT) {
                if (components.get(i).required()) {
                    throw new Refused(parser, "is required").at(type, components.get(i).name());
                }
                values[i] = defaults[i];
            }
        }
    }

    private Object construct(JsonParser parser, @Nullable Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (InvalidField e) {
            throw new Refused(parser, e.problem()).at(type, e.field());
        } catch (Throwable e) { // the signature of a method handle
            throw new IllegalStateException("BUG: " + type.getSimpleName() + " cannot be made", e);
        }
    }
}

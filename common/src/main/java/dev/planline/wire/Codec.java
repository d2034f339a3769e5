package dev.planline.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.planline.model.Verdict;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Values as JSON, read strictly: what does not parse, misses a required field, holds an unknown field or enum constant, or
 * breaks a record's own rules is {@linkplain Decoded.Malformed malformed}, with the field and what would be right. Nothing
 * is coerced, trimmed or guessed. Thread-safe.
 */
public final class Codec {

    /** Most levels of objects and lists in a value. */
    public static final int DEPTH_LIMIT = 100;

    /** Most characters of a number. */
    public static final int NUMBER_LIMIT = 1_000;

    /** Most characters of the name of a field. */
    public static final int NAME_LIMIT = 50_000;

    private final JsonMapper mapper = mapper();
    private final ClassValue<ObjectReader> readers = readers(/* lenient= */ false);
    private final ClassValue<ObjectReader> lenientReaders = readers(/* lenient= */ true);

    /** Readers are made once for each type: to make one costs about as much as to read a small value. */
    private ClassValue<ObjectReader> readers(boolean lenient) {
        return new ClassValue<>() {
            @Override
            protected ObjectReader computeValue(Class<?> type) {
                return mapper.readerFor(type).withAttribute(RecordDeserializer.LENIENT, lenient);
            }
        };
    }

    private static JsonMapper mapper() {
        var constraints = StreamReadConstraints.builder().maxNestingDepth(DEPTH_LIMIT).maxNumberLength(NUMBER_LIMIT)
                .maxNameLength(NAME_LIMIT).build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).recyclerPool(new Recyclers()).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withCoercionConfigDefaults(coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Textual, coercion -> coercion
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.TryConvert))
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .addMixIn(Verdict.class, VerdictByOutcome.class)
                .addModule(new WireModule())
                .build();
    }

    /** The value as UTF-8 JSON: components that are null are left out, maps are in the order of their keys, so equal values are equal bytes. */
    public byte[] encode(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** The value as JSON text. */
    public String toJson(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** Reads a value of the schema that this build knows. */
    public <T> Decoded<T> decode(Class<T> type, byte @Nullable [] bytes) {
        return decode(type, bytes, /* lenient= */ false);
    }

    /** Reads a value from JSON text. */
    public <T> Decoded<T> decode(Class<T> type, String json) {
        return decode(type, json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a value.
     *
     * @param lenient whether unknown fields are passed over, because the value is of a newer schema
     */
    public <T> Decoded<T> decode(Class<T> type, byte @Nullable [] bytes, boolean lenient) {
        if (bytes == null || bytes.length == 0) {
            return new Decoded.Malformed<>("", "the value is " + (bytes == null ? "null" : "empty") + "; a JSON object is required");
        }
        String broken = Unicode.problem(bytes);
        if (broken != null) {
            return new Decoded.Malformed<>("", broken);
        }
        try {
            T value = (lenient ? lenientReaders : readers).get(type).readValue(bytes);
            return value == null ? new Decoded.Malformed<>("", "must be an object, is null") : new Decoded.Value<>(value);
        } catch (JacksonException e) {
            return Problems.describe(e);
        } catch (StackOverflowError e) {
            return new Decoded.Malformed<>("", Problems.TOO_DEEP);
        }
    }

    /** Writes and expects the variant's name in the field {@code outcome}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Verdict.Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = Verdict.Rejected.class, name = "rejected"),
        @JsonSubTypes.Type(value = Verdict.Abandoned.class, name = "abandoned")
    })
    private interface VerdictByOutcome {}
}
